using System.Diagnostics.CodeAnalysis;

namespace OrleansMail.People;

/// <summary>Base 32 without padding, in upper case (RFC 4648 §6): secrets that people copy by hand.</summary>
public static class Base32
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsOfLetter = 5;
    private const int BitsOfOctet = 8;

    public static string Write(ReadOnlySpan<byte> octets)
    {
        var text = new char[((octets.Length * BitsOfOctet) + BitsOfLetter - 1) / BitsOfLetter];
        var (bits, held, at) = (0, 0, 0);
        foreach (var octet in octets)
        {
            (bits, held) = ((bits << BitsOfOctet) | octet, held + BitsOfOctet);
            while (held >= BitsOfLetter)
            {
                held -= BitsOfLetter;
                text[at++] = Letters[(bits >> held) & 0x1F];
            }
        }

        if (held > 0)
        {
            text[at] = Letters[(bits << (BitsOfLetter - held)) & 0x1F];
        }

        return new string(text);
    }

    /// <summary>Reads in upper or lower case; spaces, hyphens and padding count as not written.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out byte[]? octets)
    {
        octets = null;
        var read = new List<byte>(text.Length);
        var (bits, held) = (0, 0);
        foreach (var letter in text)
        {
            if (letter is ' ' or '-' or '=')
            {
                continue;
            }

            var value = Letters.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            (bits, held) = (((bits << BitsOfLetter) | value) & 0xFFFF, held + BitsOfLetter);
            if (held >= BitsOfOctet)
            {
                held -= BitsOfOctet;
                read.Add((byte)(bits >> held));
            }
        }

        // Bits that are left over belong to no octet: a writer leaves them empty, and one text has one meaning.
        if (held >= BitsOfLetter || (bits & ((1 << held) - 1)) != 0)
        {
            return false;
        }

        octets = [.. read];
        return true;
    }
}
