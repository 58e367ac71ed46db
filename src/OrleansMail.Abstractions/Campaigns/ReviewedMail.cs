using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>A finished mail that an approver is shown.</summary>
/// <param name="Reason">Why the guard chose this row, such as <c>longest name</c>; for a stream, how its fields were filled.</param>
/// <param name="Mail">The mail; the address is masked.</param>
[GenerateSerializer, Immutable, Alias("mail.ReviewedMail")]
public sealed record ReviewedMail([property: Id(0)] string Reason, [property: Id(1)] MailPreview Mail);
