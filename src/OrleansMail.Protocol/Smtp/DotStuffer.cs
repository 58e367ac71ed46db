namespace OrleansMail.Smtp;

/// <summary>
/// Puts a message into its form for DATA, block by block: a dot before every line that starts with one, and the end.
/// RFC 5321 §4.5.2.
/// </summary>
/// <remarks>The message has CRLF line ends only. The end is never cut in two: it is in the last block, whole.</remarks>
internal struct DotStuffer(ReadOnlyMemory<byte> message)
{
    /// <summary>The smallest block that can hold any step.</summary>
    public const int MinBlock = 5;

    private int _read = 0;

    /// <summary>The end is in the block that was filled last.</summary>
    public bool IsFinished { readonly get; private set; } = false;

    private readonly bool AtLineStart => _read == 0 || message.Span[.._read].EndsWith("\r\n"u8);

    /// <summary>
    /// The octets as SIZE counts them: with the CRLF that is added, without dots and end. RFC 1870 §6.
    /// </summary>
    public static long SizeOf(ReadOnlySpan<byte> message) =>
        message.IsEmpty || message.EndsWith("\r\n"u8) ? message.Length : message.Length + 2L;

    /// <summary>Fills a block; the answer is how much of it.</summary>
    public int Fill(Span<byte> block)
    {
        var written = 0;
        var source = message.Span;
        while (_read < source.Length && written < block.Length)
        {
            var rest = source[_read..];
            if (AtLineStart && rest[0] == '.')
            {
                if (written + 2 > block.Length)
                {
                    return written;
                }

                block[written++] = (byte)'.';
                block[written++] = (byte)'.';
                _read++;
                continue;
            }

            var count = Math.Min(LengthUpToDot(source, block.Length), block.Length - written);
            rest[..count].CopyTo(block[written..]);
            written += count;
            _read += count;
        }

        // A message that ends in CRLF lends it to the end: CRLF . CRLF, not two line ends.
        var end = AtLineStart ? ".\r\n"u8 : "\r\n.\r\n"u8;
        if (_read < source.Length || written + end.Length > block.Length)
        {
            return written;
        }

        end.CopyTo(block[written..]);
        IsFinished = true;
        return written + end.Length;
    }

    private readonly int LengthUpToDot(ReadOnlySpan<byte> source, int room)
    {
        // One octet back, as the last block may have ended between CR and LF; no further than the block holds.
        var from = Math.Max(_read - 1, 0);
        var dot = source.Slice(from, Math.Min(source.Length - from, room + 3)).IndexOf("\r\n."u8);
        return dot < 0 ? source.Length - _read : from + dot + 2 - _read;
    }
}
