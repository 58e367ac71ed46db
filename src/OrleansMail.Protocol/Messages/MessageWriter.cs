using System.Buffers;
using System.Globalization;

namespace OrleansMail.Messages;

/// <summary>Writes one message, unsigned, as it goes over the wire; the same input gives the same octets.</summary>
/// <remarks>
/// Always 7-bit, CRLF, no line longer than 998 octets (nearly all at most 78), no line that starts with a dot, one line
/// end at the end, and a body that relaxed canonicalisation (RFC 6376 §3.4.4) leaves as it is.
/// </remarks>
public static class MessageWriter
{
    // A subject's word can be long; beyond this it is encoded, which can be folded anywhere.
    internal const int LongestSubjectWord = 66;

    // RFC 5322 §3.2.3 but for "@" and ".".
    private static readonly SearchValues<char> Specials = SearchValues.Create("<>()[]:;,\\\"");

    public static byte[] Write(MergedContent merged, MessageHeaders headers)
    {
        var output = new ArrayBufferWriter<byte>(EstimatedBytes(merged));
        Write(merged, headers, output);
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="ArgumentException">The Message-ID is malformed, or an unsubscribe URL too long.</exception>
    public static void Write(MergedContent merged, MessageHeaders headers, IBufferWriter<byte> output)
    {
        if (!IsMessageId(headers.MessageId))
        {
            throw new ArgumentException("A Message-ID is id@domain in ASCII without blanks.", nameof(headers));
        }

        if (HeaderUrl.IsTooLong(headers.ListUnsubscribeUrl) || HeaderUrl.IsTooLong(headers.ListUnsubscribeMailto))
        {
            throw new ArgumentException("An unsubscribe URL does not fit into a line.", nameof(headers));
        }

        var writer = new HeaderWriter(output);
        Address(writer, "From", headers.From.Name, headers.From.Address.Address);
        writer.Begin("Subject");
        writer.Text(HeaderText.OneLine(merged.Subject), LongestSubjectWord);
        writer.End();
        Words(writer, "Date", Date(headers.Date));
        Words(writer, "Message-ID", $"<{headers.MessageId}>");
        Address(writer, "To", headers.ToName, headers.To.Address);
        UnsubscribeField.Write(writer, headers.ListUnsubscribeUrl, headers.ListUnsubscribeMailto);
        if (!string.IsNullOrWhiteSpace(headers.FeedbackId))
        {
            HeaderTemplate.Write(writer, new MergedHeader("Feedback-ID", headers.FeedbackId));
        }

        foreach (var header in merged.Headers)
        {
            HeaderTemplate.Write(writer, header);
        }

        merged.Skeleton.Write(output, merged.Texts);
    }

    internal static void Address(HeaderWriter writer, string name, string? displayName, string address)
    {
        writer.Begin(name);
        writer.Address(displayName, address);
        writer.End();
    }

    internal static void Words(HeaderWriter writer, string name, string value)
    {
        writer.Begin(name);
        writer.Words(value);
        writer.End();
    }

    // RFC 5322 §3.3: the zone without a colon.
    internal static string Date(DateTimeOffset date) =>
        date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
        + date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", string.Empty, StringComparison.Ordinal);

    // RFC 5322 §3.6.4; 250 leaves the line well below 998 whatever the domain.
    internal static bool IsMessageId(string id) =>
        id.Length is > 2 and <= 250
        && id.IndexOf('@', StringComparison.Ordinal) is var at
        && at > 0 && at == id.LastIndexOf('@') && at < id.Length - 1
        && id.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
        && id.AsSpan().IndexOfAny(Specials) < 0;

    private static int EstimatedBytes(MergedContent merged) =>
        (int)Math.Min(merged.Skeleton.FixedBytes + (merged.Texts.Sum(t => (long)t.Length) * 3) + 4096, 1 << 30);
}
