namespace OrleansMail.People;

/// <summary>A right or role that somebody has.</summary>
/// <param name="By">Who granted it.</param>
/// <param name="ApproveFrom">From when on a <c>campaign.approve</c> in it counts: later than the rest.</param>
[GenerateSerializer, Immutable, Alias("mail.Granted")]
public sealed record Granted(
    [property: Id(0)] Wish Wish,
    [property: Id(1)] string By,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] DateTimeOffset ApproveFrom);
