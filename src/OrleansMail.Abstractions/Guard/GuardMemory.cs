using OrleansMail.Campaigns;

namespace OrleansMail.Guard;

/// <summary>What a campaign tells the guard of a later one.</summary>
/// <param name="StartedAt">Null when it was not started.</param>
/// <param name="Sketch">Null when it was never checked, or changed since.</param>
[GenerateSerializer, Immutable, Alias("mail.GuardMemory")]
public sealed record GuardMemory(
    [property: Id(0)] string Campaign,
    [property: Id(1)] CampaignPhase Phase,
    [property: Id(2)] DateTimeOffset? StartedAt,
    [property: Id(3)] GuardSketch? Sketch);
