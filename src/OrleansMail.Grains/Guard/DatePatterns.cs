using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>How dates are written: groups y, m, d and w, and era for years of Reiwa.</summary>
internal static partial class DatePatterns
{
    private const int MatchTimeout = 1_000;

    private const string Weekday = @"(?:\s?[（(](?<w>[日月火水木金土])(?:曜日?)?(?:[・･/／]?祝日?)?[）)]|\s?(?<w>[日月火水木金土])曜日?)?";

    private const string EnglishMonth =
        "(?<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?"
        + "|Nov(?:ember)?|Dec(?:ember)?)\\.?";

    private const string EnglishDay = @"(?<w>Sun(?:day)?|Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?|Sat(?:urday)?)\.?";

    /// <summary>2026年4月1日(水), 令和8年4月1日, 4月1日（水）, 2026/4/1 (水), 4/1(水), 2026-04-01.</summary>
    [GeneratedRegex(
        @"(?:(?<era>令和)?(?<y>[0-9０-９]{1,4}|元)\s?年\s?)?(?<![0-9０-９])(?<m>[0-9０-９]{1,2})\s?月\s?(?<d>[0-9０-９]{1,2})\s?日" + Weekday
        + @"|(?<![\w/.-])(?<y>20\d\d)[/.-](?<m>\d{1,2})[/.-](?<d>\d{1,2})(?![\d/-])" + Weekday
        + @"|(?<![\w/.-])(?<m>\d{1,2})/(?<d>\d{1,2})\s?[（(](?<w>[日月火水木金土])(?:曜日?)?(?:[・･/／]?祝日?)?[）)]",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, MatchTimeout)]
    public static partial Regex Japanese();

    /// <summary>Wed, April 1, 2026; Wednesday 1 April; April 1 (Wed); 1 April 2026.</summary>
    [GeneratedRegex(
        @"(?:\b" + EnglishDay + @",?\s+)?\b(?:" + EnglishMonth + @"\s+(?<d>\d{1,2})(?:st|nd|rd|th)?(?!\d|:|\s?%)(?:,?\s+(?<y>20\d\d)\b)?"
        + @"|(?<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + EnglishMonth + @"(?:,?\s+(?<y>20\d\d)\b)?)(?:\s?\(" + EnglishDay + @"\))?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeout)]
    public static partial Regex English();
}
