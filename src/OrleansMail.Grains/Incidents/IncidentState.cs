namespace OrleansMail.Incidents;

/// <summary>The incident files of one campaign, oldest first.</summary>
[GenerateSerializer, Alias("mail.IncidentState")]
public sealed class IncidentState
{
    [Id(0)]
    public List<Incident> Incidents { get; set; } = [];
}
