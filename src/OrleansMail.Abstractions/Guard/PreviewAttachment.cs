namespace OrleansMail.Guard;

/// <summary>A file that the recipient gets.</summary>
/// <param name="Bytes">Size, decoded.</param>
[GenerateSerializer, Immutable, Alias("mail.PreviewAttachment")]
public sealed record PreviewAttachment(
    [property: Id(0)] string Name,
    [property: Id(1)] string ContentType,
    [property: Id(2)] long Bytes);
