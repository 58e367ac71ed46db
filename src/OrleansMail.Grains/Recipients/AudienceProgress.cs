namespace OrleansMail.Recipients;

/// <summary>How much of an audience is still to be worked on.</summary>
/// <param name="Open">Chunks not done, claimed ones included.</param>
/// <param name="NextDue">When the earliest waiting chunk is due; null if none waits.</param>
public sealed record AudienceProgress(int Open, DateTimeOffset? NextDue);
