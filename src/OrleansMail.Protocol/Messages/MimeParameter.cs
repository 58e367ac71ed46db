using System.Globalization;
using System.Text;

namespace OrleansMail.Messages;

/// <summary>Parameters of Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2231 §3 and §4).</summary>
internal static class MimeParameter
{
    // One name, number, quotes and this much fit into 78 columns.
    private const int SectionLength = 54;

    public static void Write(HeaderWriter writer, IReadOnlyList<(string Name, string Value)> parameters)
    {
        var tokens = parameters.SelectMany(parameter => Tokens(parameter.Name, parameter.Value)).ToArray();
        for (var i = 0; i < tokens.Length; i++)
        {
            writer.Token(i + 1 < tokens.Length ? tokens[i] + ";" : tokens[i]);
        }
    }

    private static IEnumerable<string> Tokens(string name, string raw)
    {
        var value = HeaderText.OneLine(raw);
        if (value.Length is > 0 and <= SectionLength && value.All(IsTokenCharacter))
        {
            return [$"{name}={value}"];
        }

        // A double blank inside quotes would not survive relaxed canonicalisation; OneLine took care of that.
        if (value.Length <= SectionLength && HeaderText.IsPlain(value) && value.AsSpan().IndexOfAny('"', '\\') < 0)
        {
            return [$"{name}=\"{value}\""];
        }

        var sections = Sections(value);
        return sections.Count == 1
            ? [$"{name}*=utf-8''{sections[0]}"]
            : sections.Select((section, i) => $"{name}*{i}*={(i == 0 ? "utf-8''" : string.Empty)}{section}");
    }

    private static List<string> Sections(string value)
    {
        var sections = new List<string>();
        var section = new StringBuilder();
        Span<byte> octets = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            var encoded = new StringBuilder();
            foreach (var octet in octets[..rune.EncodeToUtf8(octets)])
            {
                _ = char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_'
                    ? encoded.Append((char)octet)
                    : encoded.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }

            if (section.Length + encoded.Length > SectionLength)
            {
                sections.Add(section.ToString());
                section.Clear();
            }

            section.Append(encoded);
        }

        sections.Add(section.ToString());
        return sections;
    }

    // RFC 2045 §5.1: no blanks, controls or tspecials.
    private static bool IsTokenCharacter(char c) =>
        char.IsAsciiLetterOrDigit(c) || "!#$&+-.^_`{|}~".Contains(c, StringComparison.Ordinal);
}
