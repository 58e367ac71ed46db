using System.Buffers;

namespace OrleansMail.Smtp;

/// <summary>
/// Puts replies together from octets that arrive in any pieces, within limits a hostile server cannot pass:
/// 4,096 octets a line, 128 lines and 64 KiB a reply. RFC 5321 §4.2.1.
/// </summary>
public sealed class ReplyReader
{
    /// <summary>
    /// Octets of one line without its line end. RFC 5321 §4.5.3.1.5 says 512; large providers exceed it.
    /// </summary>
    public const int MaxLine = 4096;

    /// <summary>Lines of one reply.</summary>
    public const int MaxLines = 128;

    /// <summary>Octets of one reply.</summary>
    public const int MaxReply = 64 * 1024;

    private readonly List<string> _lines = [];
    private readonly ArrayBufferWriter<byte> _partial = new();
    private readonly ReplyMemory _memory = new();
    private int _code;
    private int _octets;
    private bool _started;

    /// <summary>The reply that has just become whole.</summary>
    public SmtpReply? Reply { get; private set; }

    /// <summary>Its lines without code and separator, cleaned, until the next octet is read.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Why the octets are no reply; empty while they are.</summary>
    public string Flaw { get; private set; } = "";

    /// <summary>Some octets of a reply have been taken and its end has not.</summary>
    public bool IsInside => _started || _partial.WrittenCount > 0;

    /// <summary>Takes octets up to the end of one reply; <paramref name="consumed"/> says how many.</summary>
    public ReplyProgress Read(ReadOnlySpan<byte> octets, out int consumed)
    {
        consumed = 0;
        if (!IsInside)
        {
            _lines.Clear();
            _octets = 0;
            Reply = null;
        }

        while (Flaw.Length == 0)
        {
            var rest = octets[consumed..];
            var end = rest.IndexOf((byte)'\n');
            var piece = end < 0 ? rest : rest[..end];
            consumed += end < 0 ? piece.Length : piece.Length + 1;
            _octets += end < 0 ? piece.Length : piece.Length + 1;
            if (_partial.WrittenCount + piece.Length > MaxLine + 1 || _octets > MaxReply)
            {
                return Fail("a reply is too long");
            }

            if (end < 0)
            {
                _partial.Write(piece);
                return ReplyProgress.More;
            }

            if (TakeLine(piece))
            {
                return ReplyProgress.Complete;
            }
        }

        return ReplyProgress.Malformed;
    }

    private bool TakeLine(ReadOnlySpan<byte> piece)
    {
        if (_partial.WrittenCount == 0)
        {
            return TakeWholeLine(piece);
        }

        _partial.Write(piece);
        var last = TakeWholeLine(_partial.WrittenSpan);
        _partial.ResetWrittenCount();
        return last;
    }

    private bool TakeWholeLine(ReadOnlySpan<byte> line)
    {
        line = line is [.. var head, (byte)'\r'] ? head : line;
        if (line.Length > MaxLine || _lines.Count == MaxLines)
        {
            Fail("a reply is too long");
            return false;
        }

        // RFC 5321 §4.2.1: a client must accept a code with no text and no space behind it.
        if (line is not [>= (byte)'2' and <= (byte)'5', var tens, var units, .. var rest]
            || !char.IsAsciiDigit((char)tens) || !char.IsAsciiDigit((char)units)
            || rest is not ([] or [(byte)' ' or (byte)'-', ..]))
        {
            Fail("a line of a reply does not start with a code");
            return false;
        }

        var code = ((line[0] - '0') * 100) + ((tens - '0') * 10) + units - '0';
        if (_started && code != _code)
        {
            Fail("the lines of one reply have different codes");
            return false;
        }

        if (!_started && _memory.Find(line) is var (known, text))
        {
            _lines.Add(text);
            Reply = known;
            return true;
        }

        _code = code;
        _started = true;
        _lines.Add(ReplyText.Clean(rest.IsEmpty ? rest : rest[1..]));
        if (rest is [(byte)'-', ..])
        {
            return false;
        }

        _started = false;
        Reply = ReplyText.Join(code, _lines);
        if (_lines.Count == 1)
        {
            _memory.Keep(line, Reply, _lines[0]);
        }

        return true;
    }

    private ReplyProgress Fail(string flaw)
    {
        Flaw = flaw;
        return ReplyProgress.Malformed;
    }
}
