namespace OrleansMail.Campaigns;

/// <summary>One person's yes.</summary>
/// <param name="Hash">What they said yes to.</param>
[GenerateSerializer, Immutable, Alias("mail.Approval")]
public sealed record Approval(
    [property: Id(0)] string By,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Hash);
