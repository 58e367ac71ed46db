namespace OrleansMail.Dkim;

/// <summary>Where the header fields of a message are, and where its body starts.</summary>
internal sealed class HeaderFields
{
    private readonly List<(string Name, Range Octets)> _fields = [];

    private HeaderFields(int bodyStart) => BodyStart = bodyStart;

    public int BodyStart { get; private set; }

    /// <summary>Name in lower case, and the octets of the field without its last CRLF; in message order.</summary>
    public IReadOnlyList<(string Name, Range Octets)> All => _fields;

    /// <summary>Splits the header section; a line that is no field is passed over.</summary>
    public static HeaderFields Read(ReadOnlySpan<byte> message)
    {
        var fields = new HeaderFields(message.Length);
        var at = 0;
        while (at < message.Length)
        {
            var end = EndOfField(message, at);
            if (end == at)
            {
                fields.BodyStart = at + 2;
                break;
            }

            var colon = message[at..end].IndexOf((byte)':');
            if (colon > 0)
            {
                var name = System.Text.Encoding.ASCII.GetString(message.Slice(at, colon).TrimEnd(" \t"u8));
                fields._fields.Add((name.ToLowerInvariant(), at..end));
            }

            at = end + 2;
        }

        return fields;
    }

    /// <summary>The offset of the CRLF that no continuation follows (RFC 5322 §2.2.3).</summary>
    public static int EndOfField(ReadOnlySpan<byte> message, int start)
    {
        var at = start;
        while (true)
        {
            var end = message[at..].IndexOf("\r\n"u8);
            if (end < 0)
            {
                return message.Length;
            }

            at += end;
            if (at == start || at + 2 >= message.Length || message[at + 2] is not ((byte)' ' or (byte)'\t'))
            {
                return at;
            }

            at += 2;
        }
    }
}
