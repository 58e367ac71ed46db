using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

/// <summary>Estimates how many of an audience had mail from earlier campaigns, from a sample spread over its rows.</summary>
internal static class KnownRecipients
{
    // 100 look-ups take a fraction of a second; the share is then known to about ±10 points, which is enough to tell a
    // stranger's list from last month's.
    private const int Chunks = 10;
    private const int RowsOfEach = 10;

    /// <summary>The share, 0 to 1; null if there are no rows.</summary>
    public static async Task<double?> ShareAsync(
        CampaignStores stores, AudienceFacts facts, IReadOnlySet<string> earlier)
    {
        var asked = 0;
        var known = 0;
        foreach (var number in Spread(facts.Chunks, Chunks))
        {
            var rows = (await stores.Audience.LoadAsync(facts.Audience, number))?.Rows ?? [];
            foreach (var index in Spread(rows.Count, RowsOfEach))
            {
                var records = await stores.Ledger.TraceAsync(rows[index].Key);
                asked++;
                known += records.Any(record => earlier.Contains(record.Campaign)) ? 1 : 0;
            }
        }

        return asked == 0 ? null : (double)known / asked;
    }

    private static IEnumerable<int> Spread(int count, int most) =>
        Enumerable.Range(0, Math.Min(count, most)).Select(step => (int)((long)step * count / Math.Min(count, most)));
}
