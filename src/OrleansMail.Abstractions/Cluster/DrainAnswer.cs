using OrleansMail.Campaigns;

namespace OrleansMail.Cluster;

/// <summary>Whether a silo is being taken out of work. Exactly one of the two is set.</summary>
[GenerateSerializer, Immutable, Alias("mail.DrainAnswer")]
public sealed record DrainAnswer([property: Id(0)] Refusal? Refusal, [property: Id(1)] SiloView? Silo) : IAnswer;
