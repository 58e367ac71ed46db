using System.Text.RegularExpressions;

namespace OrleansMail.Messages;

/// <summary>Makes an HTML page say what it is: its meta charset follows the move to UTF-8.</summary>
internal static partial class HtmlCharset
{
    public static string ToUtf8(string html) => MetaCharset().Replace(html, "${before}utf-8");

    [GeneratedRegex(
        """(?<before><meta\b[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}["']?)[A-Za-z0-9_:.-]{1,40}""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex MetaCharset();
}
