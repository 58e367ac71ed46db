namespace OrleansMail.Campaigns;

/// <summary>The deputies of a domain, also those whose time is over.</summary>
[GenerateSerializer, Alias("mail.DeputiesState")]
public sealed class DeputiesState
{
    [Id(0)]
    public List<Deputyship> Deputies { get; set; } = [];
}
