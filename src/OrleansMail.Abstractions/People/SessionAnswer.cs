using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>A session that was begun or renewed, or why not.</summary>
/// <param name="Refusal">Null when there is a token.</param>
/// <param name="Token">To be shown with every call from now on; one that was there before ends. Empty if refused.</param>
/// <param name="EndsAt">The latest end, however busy it is.</param>
[GenerateSerializer, Immutable, Alias("mail.SessionAnswer")]
public sealed record SessionAnswer(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] string Token,
    [property: Id(2)] SessionNeeds Needs,
    [property: Id(3)] DateTimeOffset EndsAt)
{
    public static SessionAnswer No(Refusal refusal) => new(refusal, "", SessionNeeds.Nothing, default);

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(SessionAnswer)} {Refusal?.Code ?? "granted"}";
}
