using System.Buffers;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>Merge fields: those a template needs, and those that stayed behind in a finished mail.</summary>
internal static partial class TemplateFields
{
    // Looked for first: the expression is tried only where a field could begin, and nearly no mail has such a place.
    private static readonly SearchValues<char> Signs = SearchValues.Create("{%$*[［【＜≪");

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\r\n<>\"'()（）「」　");

    // A link has the signs of a field percent-encoded: { [ ［ 【 ＜ ≪ $ and %.
    private static readonly string[] Encoded = ["%7B", "%5B", "%EF%BC", "%E3%80%90", "%E2%89%AA", "%24%7B", "%25%25"];

    public static bool IsLeftIn(ReadOnlySpan<char> text)
    {
        var rest = text;
        for (var at = rest.IndexOfAny(Signs); at >= 0; at = rest.IndexOfAny(Signs))
        {
            rest = rest[at..];
            if (IsEncoded(rest))
            {
                // Decoding the piece loses nothing: what is a field as it stands is one afterwards.
                return HasField(text) || HasField(Uri.UnescapeDataString(text.ToString()));
            }

            if (MayBegin(rest))
            {
                return HasField(text) || (text.Contains('%') && HasField(Uri.UnescapeDataString(text.ToString())));
            }

            rest = rest[1..];
        }

        return false;
    }

    /// <summary>Japanese in percent signs that a reader would see: not in a link, where it belongs.</summary>
    public static bool ShowsEncodedText(ReadOnlySpan<char> text)
    {
        foreach (var match in EncodedJapanese().EnumerateMatches(text))
        {
            var before = text[..match.Index];
            var word = before[(before.LastIndexOfAny(WordEnds) + 1)..];
            if (!word.ContainsAny('/', '=', ':') && !word.Contains('?'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasField(ReadOnlySpan<char> text)
    {
        if (Leftover().IsMatch(text))
        {
            return true;
        }

        foreach (var match in Bracketed().EnumerateMatches(text))
        {
            if (FieldWords.Has(text.Slice(match.Index, match.Length).Trim("[]［］【】＜＞≪≫")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEncoded(ReadOnlySpan<char> rest)
    {
        foreach (var start in Encoded)
        {
            if (rest.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayBegin(ReadOnlySpan<char> rest) => (rest[0], rest.Length > 1 ? rest[1] : '\0') switch
    {
        ('{', var next) => next is '{' or '%',
        ('%', var next) => next == '%',
        ('$', var next) => next == '{',
        ('*', var next) => next == '|',
        ('＜', var next) => next == '＜',
        _ => true,
    };

    /// <summary>Columns the content shows without saying what to do when they are empty.</summary>
    public static HashSet<string> Needed(GuardCampaign campaign)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var optional = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in campaign.Sources)
        {
            foreach (Match match in Output().Matches(source))
            {
                (match.Groups["filters"].ValueSpan.Contains("default", StringComparison.Ordinal) ? optional : needed)
                    .Add(match.Groups["field"].Value);
            }

            foreach (Match match in Condition().Matches(source))
            {
                optional.UnionWith(Word().Matches(match.Value).Select(word => word.Value));
            }
        }

        needed.ExceptWith(optional);
        return needed;
    }

    [GeneratedRegex(
        @"\{\{[^{}\r\n]{0,200}\}\}|\{%[^\r\n]{0,200}?%\}|%%[\p{L}_][\w .-]{0,60}%%|\$\{[\p{L}_][\w.\[\]-]{0,60}\}"
        + @"|\*\|[\w:]{1,60}\|\*|(?:＜＜|≪)[A-Za-z_]\w{0,40}(?:＞＞|≫)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Leftover();

    [GeneratedRegex(
        @"[\[［【][^\[\]［］【】\r\n]{1,30}[\]］】]|＜＜[^＜＞\r\n]{1,30}＞＞|≪[^≪≫\r\n]{1,30}≫", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Bracketed();

    // Two characters of kana or kanji, at least: E3 to E9 is what those begin with in UTF-8.
    [GeneratedRegex(
        @"(?:%E[3-9]%[89AB][0-9A-F]%[89AB][0-9A-F]){2,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex EncodedJapanese();

    [GeneratedRegex(
        @"\{\{-?\s*(?<field>[\p{L}_][\w-]*)(?<filters>[^{}]{0,300})\}\}", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Output();

    [GeneratedRegex(
        @"\{%-?\s*(if|elsif|unless|case|assign)\s[^%]{0,300}%\}", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Condition();

    [GeneratedRegex(@"[\p{L}_][\w-]*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();
}
