using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Incidents;

/// <summary>Who got a mail, or may have got it.</summary>
/// <param name="Delivered">A receiver has taken it.</param>
/// <param name="InDoubt">Unknown, or under way when it was counted.</param>
/// <param name="FirstAt">End of the first of their last attempts; null for none.</param>
/// <param name="LastAt">End of the last one.</param>
internal readonly record struct Affected(
    long Delivered, long InDoubt, DateTimeOffset? FirstAt, DateTimeOffset? LastAt)
{
    private const int Page = 1_000;

    /// <summary>Does it concern this recipient?</summary>
    /// <param name="since">Attempts that ended before this do not count; null for none.</param>
    public static bool Concerns(OutcomeRecord record, DateTimeOffset? since) =>
        record.Leased
        || (record.Entry is { Kind: OutcomeKind.Delivered or OutcomeKind.Unknown } entry
            && (since is null || entry.EndedAt >= since));

    /// <summary>Counts a whole audience, a page at a time.</summary>
    public static async Task<Affected> CountAsync(ILedger ledger, long audience, DateTimeOffset? since)
    {
        var counted = default(Affected);
        var after = -1L;
        while (await ledger.OutcomesAsync(audience, after, Page) is { Count: > 0 } page)
        {
            counted = page.Where(record => Concerns(record, since)).Aggregate(counted, (sum, record) => sum.With(record));
            after = page[^1].Row;
        }

        return counted;
    }

    private Affected With(OutcomeRecord record)
    {
        var isDelivered = record is { Leased: false, Entry.Kind: OutcomeKind.Delivered };
        var at = record.Leased ? null : record.Entry?.EndedAt;
        return new Affected(
            Delivered + (isDelivered ? 1 : 0),
            InDoubt + (isDelivered ? 0 : 1),
            at < FirstAt || FirstAt is null ? at ?? FirstAt : FirstAt,
            at > LastAt || LastAt is null ? at ?? LastAt : LastAt);
    }
}
