namespace OrleansMail.Incidents;

/// <summary>An export that took no second person.</summary>
/// <param name="Rows">Recipients.</param>
[GenerateSerializer, Immutable, Alias("mail.TakenExport")]
public sealed record TakenExport(
    [property: Id(0)] string Campaign,
    [property: Id(1)] Guid Request,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] long Rows);
