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
    private const string ContextKey = "mail.caller";

    /// <summary>The engine's workers, timers and start-up.</summary>
    public static Caller Engine { get; } = new("engine", CallerKind.Engine, "", "", null);

    /// <summary>The caller of the grain call that runs now. Only the silo's call filter says who that is.</summary>
    public static Caller Current => RequestContext.Get(ContextKey) as Caller ?? Engine;

    /// <summary>Makes every grain call that follows one of this caller; the filter does this, and tests.</summary>
    public void Enter() => RequestContext.Set(ContextKey, this);
}
