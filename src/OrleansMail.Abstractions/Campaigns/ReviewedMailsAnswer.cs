namespace OrleansMail.Campaigns;

/// <summary>The mails that an approver must have seen, or why there are none to see.</summary>
/// <param name="Mails">Empty for a refusal; samples for a stream, whose recipients come later.</param>
[GenerateSerializer, Immutable, Alias("mail.ReviewedMailsAnswer")]
public sealed record ReviewedMailsAnswer(
    [property: Id(0)] Refusal? Refusal, [property: Id(1)] ReviewedMail[] Mails) : IAnswer;
