namespace OrleansMail.Campaigns;

/// <summary>Somebody who approves in the place of an approver of one sending domain, for a time.</summary>
/// <param name="Approver">Who named the deputy; still has to hold the right whenever the deputy uses it.</param>
/// <param name="Deputy">User name.</param>
/// <param name="From">From when on it counts.</param>
/// <param name="Until">The first moment at which it counts no more.</param>
/// <param name="Reason">In the approver's words.</param>
[GenerateSerializer, Immutable, Alias("mail.Deputyship")]
public sealed record Deputyship(
    [property: Id(0)] string Approver,
    [property: Id(1)] string Deputy,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset Until,
    [property: Id(4)] string Reason)
{
    /// <summary>Does it count at that moment?</summary>
    public bool Counts(DateTimeOffset now) => From <= now && now < Until;
}
