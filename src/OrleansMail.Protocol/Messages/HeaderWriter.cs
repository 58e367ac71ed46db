using System.Buffers;
using System.Buffers.Text;
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

    private const string AtomCharacters = "!#$%&'*+-/=?^_`{|}~";

    private int _column;
    private int _firstColumn;

    public void Begin(string name)
    {
        _column = 0;
        Append($"{name}:");
        _firstColumn = _column;
    }

    public void End()
    {
        output.Write("\r\n"u8);
        _column = 0;
    }

    /// <summary>Free text (RFC 5322 §2.2.1): folded ASCII, or else encoded-words.</summary>
    /// <param name="longestWord">Longer words make the whole text encoded; they could not be folded.</param>
    public void Text(string text, int longestWord)
    {
        var line = HeaderText.OneLine(text);
        if (HeaderText.IsPlain(line) && line.Split(' ').All(word => word.Length <= longestWord))
        {
            Words(line);
        }
        else
        {
            EncodedWords(line);
        }
    }

    /// <summary>Blank-separated tokens, which are never cut.</summary>
    public void Words(string line)
    {
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Token(word);
        }
    }

    /// <summary>One token after a blank, on a new line if this one is full.</summary>
    public void Token(string token)
    {
        // A field's first token stays on its line: a line of a name and blanks is obsolete syntax (RFC 5322 §4.2).
        if (_column + 1 + token.Length > LineLength && _column != _firstColumn)
        {
            output.Write("\r\n"u8);
            _column = 0;
        }

        Append($" {token}");
    }

    /// <summary>A display name (RFC 5322 §3.2.5): atoms, a quoted string or encoded-words.</summary>
    public void Phrase(string name)
    {
        var line = HeaderText.OneLine(name);
        var isAscii = HeaderText.IsPlain(line) && line.Length <= 60;
        if (isAscii && line.All(c => c == ' ' || char.IsAsciiLetterOrDigit(c) || AtomCharacters.Contains(c)))
        {
            Words(line);
        }
        else if (isAscii)
        {
            var quoted = line.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal);
            Token($"\"{quoted}\"");
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
            Token(address + after);
        }
        else
        {
            Phrase(name);
            Token($"<{address}>{after}");
        }
    }

    private void EncodedWords(string line)
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
        var word = new byte[Base64.GetMaxEncodedToUtf8Length(octets.Length)];
        Base64.EncodeToUtf8(octets, word, out _, out _);
        Token($"=?utf-8?B?{Encoding.ASCII.GetString(word)}?=");
    }

    private void Append(string text)
    {
        var target = output.GetSpan(text.Length);
        output.Advance(Encoding.ASCII.GetBytes(text, target));
        _column += text.Length;
    }
}
