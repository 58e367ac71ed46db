namespace OrleansMail.Campaigns;

/// <summary>The recipients of a campaign by the domain of their address.</summary>
/// <param name="Largest">The domains with the most recipients, the largest first; at most 50.</param>
/// <param name="OtherDomains">Domains that are not listed; above 20,000 domains in all a lower bound.</param>
/// <param name="OtherRecipients">Recipients at domains that are not listed.</param>
[GenerateSerializer, Immutable, Alias("mail.AudienceDomains")]
public sealed record AudienceDomains(
    [property: Id(0)] DomainCount[] Largest,
    [property: Id(1)] int OtherDomains,
    [property: Id(2)] long OtherRecipients)
{
    public static AudienceDomains None { get; } = new([], 0, 0);
}
