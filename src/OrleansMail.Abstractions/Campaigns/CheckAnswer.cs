using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>The guard's report, or why the guard could not run.</summary>
[GenerateSerializer, Immutable, Alias("mail.CheckAnswer")]
public sealed record CheckAnswer(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] GuardReport? Report,
    [property: Id(2)] CampaignStatus Status) : IAnswer;
