namespace OrleansMail.Messages;

/// <summary>A file in a content file, decoded.</summary>
/// <param name="Name">File name as the recipient sees it; empty when the part has none.</param>
public sealed record AttachmentFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>Reads the files of a content file, attached or inline, one after the other.</summary>
    /// <exception cref="FormatException">It is no mail message.</exception>
    public static IEnumerable<AttachmentFile> Of(ReadOnlyMemory<byte> eml)
    {
        using var message = MimeKit.MimeMessage.Load(new MemoryStream(eml.ToArray(), writable: false));
        foreach (var part in message.BodyParts.OfType<MimeKit.MimePart>())
        {
            if (part is not MimeKit.TextPart { IsAttachment: false })
            {
                using var content = new MemoryStream();
                part.Content?.DecodeTo(content);
                yield return new AttachmentFile(part.FileName ?? "", content.ToArray());
            }
        }
    }
}
