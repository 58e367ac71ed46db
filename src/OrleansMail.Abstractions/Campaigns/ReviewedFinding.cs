using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>A finding with the key that it is accepted by.</summary>
[GenerateSerializer, Immutable, Alias("mail.ReviewedFinding")]
public sealed record ReviewedFinding([property: Id(0)] string Key, [property: Id(1)] GuardFinding Finding);
