namespace OrleansMail.Incidents;

/// <summary>Something that the law, or a certificate, may ask for after an incident.</summary>
/// <param name="From">The earlier end of a range that is given as "about so many days"; null for none.</param>
/// <param name="Until">The last moment; null for "without delay".</param>
/// <param name="IsLikely">By what the engine knows; a person decides.</param>
/// <param name="Why">Why it is likely or not, with the law.</param>
/// <param name="DoneAt">When somebody said that it was done; null while it is open.</param>
[GenerateSerializer, Immutable, Alias("mail.Duty")]
public sealed record Duty(
    [property: Id(0)] DutyKind Kind,
    [property: Id(1)] DateTimeOffset? From,
    [property: Id(2)] DateTimeOffset? Until,
    [property: Id(3)] bool IsLikely,
    [property: Id(4)] string Why,
    [property: Id(5)] DateTimeOffset? DoneAt,
    [property: Id(6)] string? DoneBy);
