using System.Text.Json;

namespace OrleansMail.Trials;

/// <summary>What author and approver agree on between the check and the start, by the program's commands.</summary>
internal static class Agreement
{
    // As long as an import and a check of a million take at most.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Checks, accepts every warning, submits, reviews and approves.</summary>
    /// <returns>How long the check took.</returns>
    public static async Task<TimeSpan> ReachAsync(MailProgram author, MailProgram approver, string campaign)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var report = await author.MustAsync(Longest, "campaign", "check", campaign);
        var check = System.Diagnostics.Stopwatch.GetElapsedTime(began);
        string[] warnings = [.. JsonSerializer.Deserialize<JsonElement>(report).GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("level").GetString() == "Warn")
            .Select(finding => finding.GetProperty("key").GetString()!)];
        await AcceptAsync(author, campaign, warnings);
        var submitted = JsonSerializer.Deserialize<JsonElement>(
            await author.MustAsync(Longest, "campaign", "submit", campaign));
        await approver.MustAsync(Longest, "campaign", "review", campaign);
        await AcceptAsync(approver, campaign, warnings);
        await approver.MustAsync(
            Longest, "campaign", "approve", campaign, "--hash", submitted.GetProperty("contentHash").GetString()!);
        return check;
    }

    /// <summary>Checks, submits and approves, in programs from before warnings were accepted and reviews read.</summary>
    /// <returns>How long the check took.</returns>
    public static async Task<TimeSpan> ReachWithoutReviewAsync(MailProgram author, MailProgram approver, string campaign)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        await author.MustAsync(Longest, "campaign", "check", campaign);
        var check = System.Diagnostics.Stopwatch.GetElapsedTime(began);
        var submitted = JsonSerializer.Deserialize<JsonElement>(
            await author.MustAsync(Longest, "campaign", "submit", campaign));
        await approver.MustAsync(
            Longest, "campaign", "approve", campaign, "--hash", submitted.GetProperty("contentHash").GetString()!);
        return check;
    }

    private static async Task AcceptAsync(MailProgram program, string campaign, string[] warnings)
    {
        foreach (var warning in warnings)
        {
            await program.MustAsync(
                "campaign", "accept", campaign, "--finding", warning, "--reason", "The recipients are invented.");
        }
    }
}
