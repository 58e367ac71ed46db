using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

/// <summary>Finds the row number below which a given number of recipients stand.</summary>
internal static class CanaryRows
{
    /// <summary>The number; null if nobody is left behind it, so that there is nothing to wait for.</summary>
    public static async Task<long?> BelowAsync(IAudienceStore store, AudienceFacts facts, int first)
    {
        if (first <= 0 || first >= facts.Rows)
        {
            return null;
        }

        // Chunks may be short of rows that were left out, so that the number is not the count.
        long left = first;
        for (var number = 0; number < facts.Chunks; number++)
        {
            if (await store.LoadAsync(facts.Audience, number) is not { } chunk)
            {
                continue;
            }

            if (left <= chunk.Rows.Count)
            {
                return chunk.FirstRow + left;
            }

            left -= chunk.Rows.Count;
        }

        return null;
    }
}
