namespace OrleansMail.Incidents;

/// <summary>A request for an export with what its pages are read by.</summary>
/// <param name="Audience">The audience it was asked for.</param>
/// <param name="IsStream">Rows are numbered without gaps, and more come.</param>
/// <param name="Indices">Of the exported columns among those of the audience.</param>
[GenerateSerializer, Immutable, Alias("mail.StoredExport")]
public sealed record StoredExport(
    [property: Id(0)] ExportRequest Request,
    [property: Id(1)] long Audience,
    [property: Id(2)] bool IsStream,
    [property: Id(3)] int[] Indices);
