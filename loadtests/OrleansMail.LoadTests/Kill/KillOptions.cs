namespace OrleansMail.Kill;

/// <summary>What a kill trial does.</summary>
/// <param name="Recipients">Rows of the one campaign.</param>
/// <param name="Moments">How often the silo is killed during it.</param>
/// <param name="Seed">Draws the moments.</param>
/// <param name="SinkLatency">How long the sink holds back each group of replies.</param>
/// <param name="Resends">Recipients in doubt are sent again, with the same Message-ID.</param>
/// <param name="ProgramPath">The <c>orleansmail.dll</c> under trial.</param>
internal sealed record KillOptions(
    int Recipients, int Moments, int Seed, TimeSpan SinkLatency, bool Resends, string ProgramPath)
{
    /// <summary>A lane's sessions times its lease window, both by default: what one kill may leave in doubt.</summary>
    public const int InDoubtPerKill = 20 * 16;

    private const double Earliest = 0.02;
    private const double Latest = 0.95;

    /// <summary>The shares of progress at which the silo is killed, in order.</summary>
    public double[] Progress()
    {
        // A trial that can be repeated, not a secret.
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Moments).Select(_ => Earliest + ((Latest - Earliest) * random.NextDouble())).Order()];
    }
}
