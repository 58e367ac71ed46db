namespace OrleansMail.Incidents;

/// <summary>A page of what was done to a campaign.</summary>
/// <param name="Acts">In their order; may be none although more follow.</param>
/// <param name="Next">Where the next page begins after; null for the last page.</param>
/// <param name="Until">The last entry that is looked at; to be given with the next page.</param>
[GenerateSerializer, Immutable, Alias("mail.IncidentActs")]
public sealed record IncidentActs(
    [property: Id(0)] IncidentAct[] Acts, [property: Id(1)] long? Next, [property: Id(2)] long Until);
