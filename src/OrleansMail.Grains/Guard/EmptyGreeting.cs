using System.Buffers;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>A greeting whose name is missing: 様 alone on its line, <c>Dear ,</c>.</summary>
internal static partial class EmptyGreeting
{
    // Most pieces have none of these, and one look finds it; all have to be ASCII for that.
    private static readonly SearchValues<string> Words = SearchValues.Create(["ear", "Hi", "ello"], StringComparison.Ordinal);

    public static bool IsIn(ReadOnlySpan<char> text) =>
        (text.ContainsAny('様', '御') || text.ContainsAny(Words)) && Greeting().IsMatch(text);

    // A piece may begin anywhere, so the line's beginning has to be seen: a line end, a block's tag or an empty element.
    [GeneratedRegex(
        @"(?:[\r\n]|<(?:p|div|td|th|li|h\d|body|br)\b[^<>]{0,200}>|<\w{1,10}\b[^<>]{0,200}>\s*</\w{1,10}>)"
        + @"[ \t\u3000]*(?:様|御中)[ \t\u3000]*(?:[、,。<\r\n]|\z)"
        + @"|\bDear[ \t]*,|\b(?:Hi|Hello)[ \t]+,",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Greeting();
}
