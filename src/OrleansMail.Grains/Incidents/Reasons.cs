using OrleansMail.Campaigns;

namespace OrleansMail.Incidents;

/// <summary>Reasons that people give: they stand in the audit trail.</summary>
internal static class Reasons
{
    private const int Longest = 512;

    /// <summary>What is wrong with a reason; null if nothing is.</summary>
    public static Refusal? Fault(string reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > Longest || reason.Any(char.IsControl)
            ? new Refusal("reason", "Give a reason of 1 to 512 printable characters.", "reason")
            : null;
}
