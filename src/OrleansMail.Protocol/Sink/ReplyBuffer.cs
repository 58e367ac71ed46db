namespace OrleansMail.Sink;

/// <summary>The replies of one pipelined group, sent together (RFC 2920 §3.2).</summary>
internal sealed class ReplyBuffer
{
    private byte[] _octets = new byte[1024];

    public int Length { get; private set; }

    /// <summary>Whether replies carry a code of RFC 3463 (RFC 2034 §4).</summary>
    public bool Enhanced { get; set; }

    public ReadOnlyMemory<byte> First(int length) => _octets.AsMemory(0, length);

    public void RemoveFirst(int length)
    {
        _octets.AsSpan(length, Length - length).CopyTo(_octets);
        Length -= length;
    }

    public void Write(ReadOnlySpan<byte> octets)
    {
        if (_octets.Length - Length < octets.Length)
        {
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, Length + octets.Length));
        }

        octets.CopyTo(_octets.AsSpan(Length));
        Length += octets.Length;
    }

    /// <summary>Writes one line; the reply has more of them when <paramref name="separator"/> is a hyphen.</summary>
    public void Line(ReadOnlySpan<byte> code, byte separator, ReadOnlySpan<byte> text)
    {
        Write(code);
        Write([separator]);
        Write(text);
        Write("\r\n"u8);
    }

    public void Line(ReadOnlySpan<byte> code, ReadOnlySpan<byte> enhanced, ReadOnlySpan<byte> text)
    {
        Write(code);
        Write(" "u8);
        if (Enhanced && !enhanced.IsEmpty)
        {
            Write(enhanced);
            Write(" "u8);
        }

        Write(text);
        Write("\r\n"u8);
    }
}
