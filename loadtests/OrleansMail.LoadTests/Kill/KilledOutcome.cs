namespace OrleansMail.Kill;

/// <summary>A line of <c>campaign outcomes --json</c>, as far as the trial reads it.</summary>
internal sealed record KilledOutcome(string Recipient, string Outcome, DateTimeOffset? At);
