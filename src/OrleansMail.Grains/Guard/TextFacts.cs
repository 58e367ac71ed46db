using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>What two forms of one mail must have in common: dates, amounts of money, and sites.</summary>
internal sealed partial class TextFacts
{
    private const int MatchTimeout = 1_000;

    private TextFacts()
    {
    }

    /// <summary>Month and day; the year is often written in one place only.</summary>
    public HashSet<(int Month, int Day)> Dates { get; } = [];

    /// <summary>Digits of amounts, without commas.</summary>
    public HashSet<string> Prices { get; } = new(StringComparer.Ordinal);

    /// <summary>Registered names of the sites that links lead to.</summary>
    public HashSet<string> Hosts { get; } = new(StringComparer.Ordinal);

    public static TextFacts Of(string text, IReadOnlyList<HtmlLink> links)
    {
        var facts = new TextFacts();
        foreach (var date in WrittenDate.In(text, today: default))
        {
            facts.Dates.Add((date.Day.Month, date.Day.Day));
        }

        foreach (Match price in Price().Matches(text))
        {
            var digits = string.Concat(price.Value.Select(Identifier.Narrow).Where(char.IsAsciiDigit)).TrimStart('0');
            facts.Prices.Add(digits);
        }

        foreach (Match url in Url().Matches(text))
        {
            facts.AddHost(url.Value);
        }

        foreach (var link in links)
        {
            facts.AddHost(link.Href);
        }

        return facts;
    }

    private void AddHost(string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal))
        {
            Hosts.Add(MailDomains.OrganisationOf(uri.Host));
        }
    }

    [GeneratedRegex(@"[¥￥$€£]\s?[\d０-９][\d０-９,，.]*|[\d０-９][\d０-９,，]*\s?(?:円|万円|ドル|USD|JPY|EUR)", RegexOptions.None, MatchTimeout)]
    private static partial Regex Price();

    [GeneratedRegex(@"https?://[^\s<>""'）」　、。]+", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex Url();
}
