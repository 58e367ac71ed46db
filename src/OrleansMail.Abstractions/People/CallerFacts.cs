namespace OrleansMail.People;

/// <summary>What <c>whoami</c> tells.</summary>
/// <param name="Grants">The rights that count at this moment.</param>
/// <param name="EndsAt">The latest end of the session, or the end of the key.</param>
[GenerateSerializer, Immutable, Alias("mail.CallerFacts")]
public sealed record CallerFacts(
    [property: Id(0)] string Name,
    [property: Id(1)] CallerKind Kind,
    [property: Id(2)] string From,
    [property: Id(3)] SessionNeeds Needs,
    [property: Id(4)] DateTimeOffset? SecondFactorAt,
    [property: Id(5)] DateTimeOffset? EndsAt,
    [property: Id(6)] Grant[] Grants)
{
    /// <summary>What was granted with a <c>campaign.approve</c> that does not count yet.</summary>
    [Id(7)]
    public Granted[] Later { get; init; } = [];

    /// <summary>Roles that do not count where the call comes from.</summary>
    [Id(8)]
    public Wish[] Away { get; init; } = [];
}
