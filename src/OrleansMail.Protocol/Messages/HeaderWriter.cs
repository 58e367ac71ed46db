using System.Buffers;
using System.Text;

namespace OrleansMail.Messages;

/// <summary>Writes header fields that are 7-bit, folded at 78 columns and relaxed-canonical but for case.</summary>
internal sealed class HeaderWriter(IBufferWriter<byte> output)
{
    // RFC 5322 §2.1.1: lines should have at most 78 characters.
    private const int LineLength = 78;

    // RFC 2047 §2: an encoded-word has at most 75 characters, a line with one at most 76. 12 are "=?utf-8?B??=".
    private const int WordLineLength = 76;
    private const int WordFrame = 12;
    private const int WordOctets = (75 - WordFrame) / 4 * 3;

    // RFC 5322 §3.2.3, and the blank between atoms.
    private static readonly SearchValues<char> Atoms = SearchValues.Create(
        " !#$%&'*+-/=?^_`{|}~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private int _column;
    private int _firstColumn;

    public void Begin(ReadOnlySpan<char> name)
    {
        _column = 0;
        Append(name);
        Append(":");
        _firstColumn = _column;
    }

    public void End()
    {
        output.Write("\r\n"u8);
        _column = 0;
    }

    /// <summary>One line of free text (RFC 5322 §2.2.1): folded ASCII, or else encoded-words.</summary>
    /// <param name="longestWord">Longer words make the whole text encoded; they could not be folded.</param>
    public void Text(ReadOnlySpan<char> text, int longestWord)
    {
        if (HeaderText.IsPlain(text) && LongestWord(text) <= longestWord)
        {
            Words(text);
        }
        else
        {
            EncodedWords(text);
        }
    }

    /// <summary>Blank-separated tokens, which are never cut.</summary>
    public void Words(ReadOnlySpan<char> line)
    {
        foreach (var range in line.Split(' '))
        {
            if (!line[range].IsEmpty)
            {
                Token(line[range]);
            }
        }
    }

    /// <summary>One token, given in pieces, after a blank; on a new line if this one is full.</summary>
    public void Token(
        ReadOnlySpan<char> first,
        ReadOnlySpan<char> second = default,
        ReadOnlySpan<char> third = default,
        ReadOnlySpan<char> last = default)
    {
        // A field's first token stays on its line: a line of a name and blanks is obsolete syntax (RFC 5322 §4.2).
        var length = first.Length + second.Length + third.Length + last.Length;
        if (_column + 1 + length > LineLength && _column != _firstColumn)
        {
            output.Write("\r\n"u8);
            _column = 0;
        }

        Append(" ");
        Append(first);
        Append(second);
        Append(third);
        Append(last);
    }

    /// <summary>A display name (RFC 5322 §3.2.5) in one line: atoms, a quoted string or encoded-words.</summary>
    public void Phrase(string name)
    {
        var line = HeaderText.OneLine(name);
        var isAscii = HeaderText.IsPlain(line) && line.Length <= 60;
        if (isAscii && !line.AsSpan().ContainsAnyExcept(Atoms))
        {
            Words(line);
        }
        else if (isAscii)
        {
            var quoted = line.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal);
            Token("\"", quoted, "\"");
        }
        else
        {
            EncodedWords(line);
        }
    }

    /// <summary>An address with its display name, if there is one.</summary>
    public void Address(string? name, string address, string after = "")
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            Token(address, after);
        }
        else
        {
            Phrase(name);
            Token("<", address, ">", after);
        }
    }

    private static int LongestWord(ReadOnlySpan<char> line)
    {
        var longest = 0;
        foreach (var range in line.Split(' '))
        {
            longest = Math.Max(longest, line[range].Length);
        }

        return longest;
    }

    private void EncodedWords(ReadOnlySpan<char> line)
    {
        Span<byte> word = stackalloc byte[WordOctets];
        var count = 0;
        var room = FirstRoom();
        foreach (var rune in line.EnumerateRunes())
        {
            // A word ends at a character's border (RFC 2047 §5).
            if (count + rune.Utf8SequenceLength > room)
            {
                EncodedWord(word[..count]);
                (count, room) = (0, WordOctets);
            }

            count += rune.EncodeToUtf8(word[count..]);
        }

        if (count > 0)
        {
            EncodedWord(word[..count]);
        }
    }

    // The first word shares its line with the field's name; below three characters' worth it is not worth the care.
    private int FirstRoom() =>
        Math.Clamp((WordLineLength - _column - 1 - WordFrame) / 4 * 3, 12, WordOctets);

    private void EncodedWord(ReadOnlySpan<byte> octets)
    {
        Span<char> word = stackalloc char[WordOctets / 3 * 4];
        Convert.TryToBase64Chars(octets, word, out var written);
        Token("=?utf-8?B?", word[..written], "?=");
    }

    private void Append(ReadOnlySpan<char> text)
    {
        var target = output.GetSpan(text.Length);
        output.Advance(Encoding.ASCII.GetBytes(text, target));
        _column += text.Length;
    }
}
