using System.Text.Json;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary>What dkimpy says of the messages that the sink kept.</summary>
internal sealed record SignatureCheck(int Messages, int Failures, IReadOnlyList<string> First)
{
    public static async Task<SignatureCheck> RunAsync(
        string stored, string keys, CancellationToken cancellation)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "verify-mail.py");
        var (_, output, errors) = await Tool.RunAsync(
            "python3-dkim", "/usr/bin/python3", [script, stored, "--keys", keys, "--no-opendkim"], cancellation);
        if (output.Length == 0)
        {
            throw new TrialException(
                $"The signatures could not be verified (Debian's package python3-dkim is needed): {errors}");
        }

        var said = JsonSerializer.Deserialize<JsonElement>(output);
        return new SignatureCheck(
            said.GetProperty("messages").GetInt32(),
            said.GetProperty("failures").GetInt32(),
            [.. said.GetProperty("first").EnumerateArray().Select(line => line.GetString()!)]);
    }
}
