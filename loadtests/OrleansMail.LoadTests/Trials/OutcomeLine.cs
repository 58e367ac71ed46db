namespace OrleansMail.Trials;

/// <summary>A line of <c>campaign outcomes --json</c>, as far as trials read it.</summary>
internal sealed record OutcomeLine(string Recipient, string Outcome, DateTimeOffset? At)
{
    public const string Delivered = "Delivered";
    public const string InDoubt = "Unknown";

    public bool IsFinal => Outcome is not ("Pending" or "Deferred");
}
