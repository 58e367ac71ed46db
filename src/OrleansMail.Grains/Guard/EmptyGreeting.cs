using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>A greeting whose name is missing: 様 alone on its line, <c>Dear ,</c>.</summary>
internal static partial class EmptyGreeting
{
    public static bool IsIn(ReadOnlySpan<char> text) =>
        (text.Contains('様') || text.Contains("御中", StringComparison.Ordinal)
            || text.Contains("ear", StringComparison.Ordinal) || text.Contains("Hi", StringComparison.Ordinal)
            || text.Contains("ello", StringComparison.Ordinal))
        && Greeting().IsMatch(text);

    // A piece may begin anywhere, so the line's beginning has to be seen: a line end, a block's tag or an empty element.
    [GeneratedRegex(
        @"(?:[\r\n]|<(?:p|div|td|th|li|h\d|body|br)\b[^<>]{0,200}>|<(?<e>\w{1,10})\b[^<>]{0,200}>\s*</\k<e>>)"
        + @"[ \t\u3000]*(?:様|御中)[ \t\u3000]*(?:[、,。<\r\n]|\z)"
        + @"|\bDear[ \t]*,|\b(?:Hi|Hello)[ \t]+,",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Greeting();
}
