using System.Globalization;
using OrleansMail.Trials;

namespace OrleansMail.Measures;

/// <summary>How many RSA-2048 signatures the machine makes: what a signing mail engine cannot pass.</summary>
/// <param name="PerSecond">On all cores at once.</param>
/// <param name="OneCore">On one core, nothing beside: its inverse is the CPU time of one signature.</param>
internal sealed record RsaLimit(double PerSecond, double OneCore)
{
    private const double MicrosecondsOfSecond = 1_000_000;

    /// <summary>CPU time of one signature.</summary>
    public double Microseconds => MicrosecondsOfSecond / OneCore;

    /// <summary>Asks <c>openssl speed</c>, for <paramref name="seconds"/> each for signing and verifying, twice.</summary>
    public static async Task<RsaLimit> MeasureAsync(int seconds, CancellationToken cancellation)
    {
        var cores = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
        var duration = seconds.ToString(CultureInfo.InvariantCulture);
        return new RsaLimit(
            await SpeedAsync(["speed", "-seconds", duration, "-multi", cores, "rsa2048"], cancellation),
            await SpeedAsync(["speed", "-seconds", duration, "rsa2048"], cancellation));
    }

    /// <summary>Signatures a second from the table of <c>openssl speed</c>; null without one.</summary>
    public static double? Parse(string output)
    {
        // Times first, then as many rates: "rsa 2048 bits 0.000105s 0.000006s 9484.0 158610.0"; newer ones have
        // encryption as well.
        var fields = output.ReplaceLineEndings("\n").Split('\n')
            .LastOrDefault(line => line.StartsWith("rsa", StringComparison.Ordinal)
                && line.Contains("2048 bits", StringComparison.Ordinal))?
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields is null)
        {
            return null;
        }

        var first = Array.IndexOf(fields, "bits") + 1;
        var rate = first + ((fields.Length - first) / 2);
        return rate < fields.Length && double.TryParse(fields[rate], CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    private static async Task<double> SpeedAsync(string[] arguments, CancellationToken cancellation)
    {
        var (_, output, errors) = await Tool.RunAsync("openssl", "openssl", arguments, cancellation);
        return Parse(output) ?? throw new TrialException($"`openssl speed` gave no figure: {errors}");
    }
}
