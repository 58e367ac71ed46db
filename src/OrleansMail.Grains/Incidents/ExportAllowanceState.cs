namespace OrleansMail.Incidents;

/// <summary>One caller's exports of the last 24 hours that took no second person, oldest first.</summary>
[GenerateSerializer, Alias("mail.ExportAllowanceState")]
public sealed class ExportAllowanceState
{
    [Id(0)]
    public List<TakenExport> Taken { get; set; } = [];
}
