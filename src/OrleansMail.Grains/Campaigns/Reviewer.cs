namespace OrleansMail.Campaigns;

/// <summary>Somebody who has seen what was submitted.</summary>
/// <param name="At">When they saw it first.</param>
/// <param name="Hash">What they saw.</param>
[GenerateSerializer, Immutable, Alias("mail.Reviewer")]
public sealed record Reviewer(
    [property: Id(0)] string By,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Hash)
{
    /// <summary>They were shown the finished mails that the guard chose, too.</summary>
    [Id(3)]
    public bool SawMails { get; init; }
}
