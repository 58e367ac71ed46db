using System.Text;

namespace OrleansMail.Sink;

/// <summary>The message of the running transaction: unstuffs, checks, and keeps its octets up to a bound.</summary>
internal sealed class SinkContent(SinkTally tally, int keepAtMost)
{
    private const int SmallBuffer = 32 * 1024;

    private byte[] _kept = new byte[Math.Min(SmallBuffer, keepAtMost)];
    private int _keptLength;
    private OctetCheck _check = new(tally);
    private bool _atLineStart;

    /// <summary>Octets of the message so far, kept or not.</summary>
    public long Length { get; private set; }

    public ReadOnlySpan<byte> Kept => _kept.AsSpan(0, _keptLength);

    public void Start(bool eightBitAllowed)
    {
        // One large message must not hold its memory for the rest of the connection.
        if (_kept.Length > 8 * SmallBuffer)
        {
            _kept = new byte[SmallBuffer];
        }

        _keptLength = 0;
        Length = 0;
        _atLineStart = true;
        _check = new OctetCheck(tally) { EightBitAllowed = eightBitAllowed };
    }

    public void AddChunk(ReadOnlySpan<byte> octets)
    {
        _check.Feed(octets);
        Keep(octets);
    }

    /// <summary>The last octet has come.</summary>
    public void End() => _check.End();

    /// <summary>
    /// Takes what it can of a message sent with DATA; true at its end. Only CRLF dot CRLF ends it (RFC 5321 §4.1.1.4):
    /// a server that also takes LF dot LF lets mail be smuggled.
    /// </summary>
    public bool AddDotted(ReadOnlySpan<byte> input, out int used)
    {
        used = 0;
        while (used < input.Length)
        {
            var rest = input[used..];
            if (_atLineStart && rest[0] == '.')
            {
                if (rest.Length < 3 && ".\r\n"u8.StartsWith(rest))
                {
                    return false;
                }

                if (rest.StartsWith(".\r\n"u8))
                {
                    used += 3;
                    return true;
                }

                // RFC 5321 §4.5.2: the receiver deletes the first dot, whatever follows.
                tally.Violated(SinkViolation.UnstuffedDot, rest[1] == '.' ? 0 : 1);
                used++;
                rest = rest[1..];
            }

            var length = UpToNextDot(rest);
            if (length == 0)
            {
                return false;
            }

            AddChunk(rest[..length]);
            used += length;
        }

        return false;
    }

    /// <summary>The Message-ID with its angle brackets; empty without one.</summary>
    public ReadOnlySpan<byte> MessageId()
    {
        var rest = Kept;
        while (rest.IndexOf((byte)'\n') is > 1 and var lf)
        {
            if (lf > 11 && Ascii.EqualsIgnoreCase(rest[..11], "message-id:"u8))
            {
                return Identifier(rest[11..]);
            }

            rest = rest[(lf + 1)..];
        }

        return [];
    }

    private static ReadOnlySpan<byte> Identifier(ReadOnlySpan<byte> value)
    {
        value = value.TrimStart(" \t\r\n"u8);
        var end = value.IndexOfAny(" \t\r\n"u8);
        return end < 0 ? value : value[..end];
    }

    private int UpToNextDot(ReadOnlySpan<byte> rest)
    {
        var dot = rest.IndexOf("\r\n."u8);
        if (dot >= 0)
        {
            _atLineStart = true;
            return dot + 2;
        }

        _atLineStart = rest.EndsWith("\r\n"u8);
        return rest[^1] == '\r' ? rest.Length - 1 : rest.Length;
    }

    private void Keep(ReadOnlySpan<byte> octets)
    {
        Length += octets.Length;
        octets = octets[..Math.Min(octets.Length, keepAtMost - _keptLength)];
        if (_kept.Length - _keptLength < octets.Length)
        {
            Array.Resize(ref _kept, Math.Min(keepAtMost, Math.Max(_kept.Length * 2, _keptLength + octets.Length)));
        }

        octets.CopyTo(_kept.AsSpan(_keptLength));
        _keptLength += octets.Length;
    }
}
