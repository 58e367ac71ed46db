using System.Globalization;

namespace OrleansMail.Campaigns;

/// <summary>Tells how a campaign differs from the last one of its sending domain, one difference a line.</summary>
internal static class MarkDifference
{
    private const int MostDomains = 5;

    // Small changes of a list are every day's; a small domain that is new says nothing.
    private const double DomainShare = 0.01;

    public static string[] Lines(CampaignMark before, CampaignMark now) =>
    [
        $"compared with {before.Campaign}",
        Recipients(before.Recipients, now.Recipients),
        .. Text("From", before.From, now.From),
        .. Text("subject", before.Subject, now.Subject),
        .. List("columns added", now.Columns.Except(before.Columns, StringComparer.Ordinal)),
        .. List("columns gone", before.Columns.Except(now.Columns, StringComparer.Ordinal)),
        .. List("domains with 1 % or more that were not among the largest", New(before, now)),
        .. List("domains with 1 % or more that are not among the largest now", New(now, before)),
    ];

    private static string Recipients(long before, long now)
    {
        var change = before == 0 ? 0 : (now - before) * 100.0 / before;
        return now == before
            ? string.Create(CultureInfo.InvariantCulture, $"recipients: {now:#,0} as before")
            : string.Create(CultureInfo.InvariantCulture, $"recipients: {before:#,0} → {now:#,0} ({change:+0;-0} %)");
    }

    private static string[] Text(string name, string before, string now) =>
        before == now ? [] : [$"{name}: {before} → {now}"];

    private static string[] List(string name, IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length == 0
            ? []
            : [$"{name}: {string.Join(", ", all.Take(MostDomains))}{(all.Length > MostDomains ? ", …" : "")}"];
    }

    private static IEnumerable<string> New(CampaignMark before, CampaignMark now)
    {
        var known = before.Domains.Largest.Select(count => count.Domain).ToHashSet(StringComparer.Ordinal);
        return now.Domains.Largest
            .Where(count => count.Recipients >= now.Recipients * DomainShare && !known.Contains(count.Domain))
            .Select(count => count.Domain);
    }
}
