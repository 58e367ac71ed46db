using System.Buffers.Text;

namespace OrleansMail.Smtp;

/// <summary>
/// Puts a message into the octets of DATA (RFC 5321 §4.5.2) or of one BDAT (RFC 3030 §2), block by block.
/// </summary>
internal struct ContentBlocks(ReadOnlyMemory<byte> message, bool chunking)
{
    /// <summary>Octets that a block needs beyond the message: the command, dots, the end.</summary>
    public const int Overhead = 1024;

    private static ReadOnlySpan<byte> Command => "BDAT "u8;

    private DotStuffer _stuffer = new(message);
    private int _read = 0;
    private bool _begun = false;

    /// <summary>The end of the message is in the block that was filled last.</summary>
    public bool IsFinished { readonly get; private set; } = false;

    /// <summary>Fills a block; the answer is how much of it.</summary>
    public int Fill(Span<byte> block)
    {
        if (chunking)
        {
            return FillChunk(block);
        }

        var count = _stuffer.Fill(block);
        IsFinished = _stuffer.IsFinished;
        return count;
    }

    private int FillChunk(Span<byte> block)
    {
        var written = 0;
        if (!_begun)
        {
            _begun = true;
            Command.CopyTo(block);
            Utf8Formatter.TryFormat(DotStuffer.SizeOf(message.Span), block[Command.Length..], out var digits);
            written = Command.Length + digits;
            " LAST\r\n"u8.CopyTo(block[written..]);
            written += " LAST\r\n"u8.Length;
        }

        var count = Math.Min(message.Length - _read, block.Length - written);
        message.Span.Slice(_read, count).CopyTo(block[written..]);
        (_read, written) = (_read + count, written + count);

        // The size counts a last CRLF that the message lacks (RFC 5321 §4.1.1.4 wants it at the end of every message).
        var end = DotStuffer.SizeOf(message.Span) - message.Length;
        if (_read < message.Length || block.Length - written < end)
        {
            return written;
        }

        "\r\n"u8[..(int)end].CopyTo(block[written..]);
        IsFinished = true;
        return written + (int)end;
    }
}
