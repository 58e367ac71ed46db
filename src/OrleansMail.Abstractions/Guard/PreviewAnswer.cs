using OrleansMail.Campaigns;

namespace OrleansMail.Guard;

/// <summary>The answer to a request for a preview. Exactly one of the two is set.</summary>
[GenerateSerializer, Immutable, Alias("mail.PreviewAnswer")]
public sealed record PreviewAnswer([property: Id(0)] Refusal? Refusal, [property: Id(1)] MailPreview? Preview) : IAnswer;
