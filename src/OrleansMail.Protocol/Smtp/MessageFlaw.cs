using System.Text;

namespace OrleansMail.Smtp;

/// <summary>
/// The last look at the octets of a message: what a server could read as the end, or must not be given.
/// </summary>
internal static class MessageFlaw
{
    /// <summary>Octets of a line without CRLF. RFC 5321 §4.5.3.1.6.</summary>
    public const int MaxLine = 998;

    /// <summary>The refusal for a message that may not go out; null for a clean one.</summary>
    public static SmtpReply? Of(ReadOnlySpan<byte> message)
    {
        // RFC 6152 §3: eight-bit octets need BODY=8BITMIME, which is never used; builders encode.
        if (!Ascii.IsValid(message))
        {
            return Refusal(new EnhancedCode(5, 6, 3), "The message has eight-bit octets.");
        }

        while (!message.IsEmpty)
        {
            var end = message.IndexOfAny((byte)'\r', (byte)'\n', (byte)0);
            if ((end < 0 ? message.Length : end) > MaxLine)
            {
                return Refusal(new EnhancedCode(5, 6, 0), "The message has a line of more than 998 octets.");
            }

            if (end < 0)
            {
                return null;
            }

            // RFC 5321 §2.3.8: a lone CR or LF is how a second message is smuggled behind the first.
            if (message[end] != '\r' || end + 1 == message.Length || message[end + 1] != '\n')
            {
                return Refusal(new EnhancedCode(5, 6, 0), "The message has a lone CR, a lone LF or a NUL.");
            }

            message = message[(end + 2)..];
        }

        return null;
    }

    private static SmtpReply Refusal(EnhancedCode code, string text) => new(554, code, text);
}
