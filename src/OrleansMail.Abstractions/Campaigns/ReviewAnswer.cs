namespace OrleansMail.Campaigns;

/// <summary>The answer to a request for review. Exactly one of the two is set.</summary>
[GenerateSerializer, Immutable, Alias("mail.ReviewAnswer")]
public sealed record ReviewAnswer([property: Id(0)] Refusal? Refusal, [property: Id(1)] CampaignReview? Review) : IAnswer;
