namespace OrleansMail.Incidents;

/// <summary>The requests of one campaign that have not expired, oldest first; the audit trail has them all.</summary>
[GenerateSerializer, Alias("mail.ExportState")]
public sealed class ExportState
{
    [Id(0)]
    public List<StoredExport> Requests { get; set; } = [];
}
