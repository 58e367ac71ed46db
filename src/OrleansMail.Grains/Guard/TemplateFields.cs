using System.Buffers;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>Merge fields: those a template needs, and those that stayed behind in a finished mail.</summary>
internal static partial class TemplateFields
{
    // Looked for first: the expression is tried only where a field could begin, and nearly no mail has such a place.
    private static readonly SearchValues<char> Signs = SearchValues.Create("{%$*[【＜≪");

    public static bool IsLeftIn(string text)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Signs); at >= 0; at = rest.IndexOfAny(Signs))
        {
            rest = rest[at..];
            if (MayBegin(rest))
            {
                return Leftover().IsMatch(text);
            }

            rest = rest[1..];
        }

        return false;
    }

    private static bool MayBegin(ReadOnlySpan<char> rest) => (rest[0], rest.Length > 1 ? rest[1] : '\0') switch
    {
        ('{', var next) => next is '{' or '%',
        ('%', var next) => next == '%' || rest.StartsWith("%E3%80%90", StringComparison.OrdinalIgnoreCase),
        ('$', var next) => next == '{',
        ('*', var next) => next == '|',
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
        + @"|\*\|[\w:]{1,60}\|\*|＜＜[^＞\r\n]{1,60}＞＞|≪[^≫\r\n]{1,60}≫|%E3%80%90[%\w]{1,200}%E3%80%91"
        + @"|[\[【](?:お?名前|氏名|会社名|宛名|担当者名?|顧客名|(?:first|last|full)?[ _-]?name|company)[\]】]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Leftover();

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
