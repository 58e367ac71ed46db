namespace OrleansMail.Guard;

/// <summary>One recipient's mail as it would be sent now.</summary>
/// <param name="Row">Named as in <see cref="GuardFinding.Row"/>; <see cref="NoRow"/> for a sample.</param>
/// <param name="Sender">The header From.</param>
/// <param name="To">The recipient's address.</param>
/// <param name="Text">The plain text, at most <see cref="MaxLength"/> characters; empty for none.</param>
/// <param name="Html">The HTML, at most <see cref="MaxLength"/> characters; empty for none.</param>
/// <param name="IsCut">Text or HTML is longer than what is shown.</param>
[GenerateSerializer, Immutable, Alias("mail.MailPreview")]
public sealed record MailPreview(
    [property: Id(0)] long Row,
    [property: Id(1)] string Sender,
    [property: Id(2)] string To,
    [property: Id(3)] string Subject,
    [property: Id(4)] string Text,
    [property: Id(5)] string Html,
    [property: Id(6)] bool IsCut,
    [property: Id(7)] PreviewAttachment[] Attachments)
{
    /// <summary>Characters of each part that a preview shows.</summary>
    public const int MaxLength = 20_000;

    /// <summary>Instead of a row, where a stream's mail is shown before it has any.</summary>
    public const long NoRow = -1;
}
