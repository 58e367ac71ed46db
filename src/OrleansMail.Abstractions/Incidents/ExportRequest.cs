using OrleansMail.People;

namespace OrleansMail.Incidents;

/// <summary>One request to take recipients out of the engine, as it stands now.</summary>
/// <param name="Id">Chosen by the caller; stands in every row of the file.</param>
/// <param name="By">Who asked; nobody else gets a page.</param>
/// <param name="Until">After this no page is handed out.</param>
/// <param name="Rows">Recipients of the campaign when it was asked for; later ones of a stream are not in it.</param>
/// <param name="NeedsRelease">A second person has to release it.</param>
/// <param name="ReleasedBy">Who released it; null for nobody yet.</param>
/// <param name="Columns">Names of the merge values in the file.</param>
[GenerateSerializer, Immutable, Alias("mail.ExportRequest")]
public sealed record ExportRequest(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Campaign,
    [property: Id(2)] string By,
    [property: Id(3)] CallerKind Kind,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] DateTimeOffset Until,
    [property: Id(6)] string Reason,
    [property: Id(7)] ExportContent Content,
    [property: Id(8)] long Rows,
    [property: Id(9)] bool NeedsRelease,
    [property: Id(10)] string? ReleasedBy,
    [property: Id(11)] string[] Columns)
{
    /// <summary>May pages be handed out, as far as the second person is concerned?</summary>
    public bool IsReleased => !NeedsRelease || ReleasedBy is not null;
}
