namespace OrleansMail.Campaigns;

/// <summary>How many recipients have their address at one domain.</summary>
/// <param name="Domain">A-labels, lower case.</param>
[GenerateSerializer, Immutable, Alias("mail.DomainCount")]
public sealed record DomainCount([property: Id(0)] string Domain, [property: Id(1)] long Recipients);
