using MimeKit;

namespace OrleansMail.Messages;

/// <summary>Reads parts through MimeKit, byte for byte.</summary>
public static class MimeParts
{
    public static byte[] Decoded(this MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return content.ToArray();
    }
}
