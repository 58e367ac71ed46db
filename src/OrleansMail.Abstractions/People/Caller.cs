namespace OrleansMail.People;

/// <summary>Whom a call is made for, as the silo's call filter has verified it.</summary>
/// <param name="Name">User name, or id of the API key; <c>engine</c> for the engine itself.</param>
/// <param name="From">Network address that the caller connects from; empty if it is not known.</param>
/// <param name="Session">What ties the entries of one session together in the audit trail; no secret.</param>
/// <param name="SecondFactorAt">When a second factor was last shown in this session; null for never.</param>
[GenerateSerializer, Immutable, Alias("mail.Caller")]
public sealed record Caller(
    [property: Id(0)] string Name,
    [property: Id(1)] CallerKind Kind,
    [property: Id(2)] string From,
    [property: Id(3)] string Session,
    [property: Id(4)] DateTimeOffset? SecondFactorAt)
{
    /// <summary>The engine is called this.</summary>
    public const string EngineName = "engine";

    /// <summary>Where it stands in the request context. Whatever a client puts there is refused.</summary>
    public const string ContextKey = "mail.caller";

    /// <summary>The engine's workers, timers and start-up.</summary>
    public static Caller Engine { get; } = new(EngineName, CallerKind.Engine, "", "", null);

    /// <summary>The caller of the grain call that runs now. Only the silo's call filter says who that is.</summary>
    public static Caller Current => RequestContext.Get(ContextKey) as Caller ?? Engine;

    /// <summary>What the caller may do, as it was when the call came in.</summary>
    [Id(5)]
    public Grant[] Grants { get; init; } = [];

    /// <summary>The approver in whose place the call is made; null for the caller's own right.</summary>
    [Id(6)]
    public string? DeputyOf { get; init; }

    /// <summary>Roles of a person that do not count where the call comes from.</summary>
    [Id(7)]
    public Wish[] Away { get; init; } = [];

    /// <summary>May the caller do this for that sending domain? The engine may.</summary>
    public bool May(string right, string domain) =>
        Kind == CallerKind.Engine || Array.Exists(Grants, grant => grant.Covers(right, domain));

    /// <summary>Makes every grain call that follows one of this caller; the filter does this, and tests.</summary>
    public void Enter() => RequestContext.Set(ContextKey, this);
}
