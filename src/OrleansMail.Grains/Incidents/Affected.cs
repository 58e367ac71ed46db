using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Incidents;

/// <summary>Who got a mail, or may have got it.</summary>
/// <param name="Delivered">A receiver has taken it.</param>
/// <param name="InDoubt">Unknown, or under way when it was counted.</param>
/// <param name="UnderWay">Of those in doubt, under way.</param>
/// <param name="AfterStop">Of those delivered, after the stop.</param>
/// <param name="FirstAt">End of the first of their last attempts; null for none.</param>
/// <param name="LastAt">End of the last one.</param>
internal readonly record struct Affected(
    long Delivered, long InDoubt, long UnderWay, long AfterStop, DateTimeOffset? FirstAt, DateTimeOffset? LastAt)
{
    private const int Page = 1_000;

    /// <summary>Does it concern this recipient?</summary>
    /// <param name="since">
    /// Attempts that ended before this do not count; null for none. Of a forgotten campaign no times are left: all count.
    /// </param>
    public static bool Concerns(OutcomeRecord record, DateTimeOffset? since) =>
        record.Leased
        || (record.Entry is { Kind: OutcomeKind.Delivered or OutcomeKind.Unknown } entry
            && (since is null || record.Forgotten || entry.EndedAt >= since));

    /// <summary>Counts a whole audience, a page at a time.</summary>
    /// <param name="stopped">When it was made to hold; null if nothing did.</param>
    public static async Task<Affected> CountAsync(
        ILedger ledger, long audience, DateTimeOffset? since, DateTimeOffset? stopped)
    {
        var counted = default(Affected);
        var after = -1L;
        while (await ledger.OutcomesAsync(audience, after, Page) is { Count: > 0 } page)
        {
            counted = page.Where(record => Concerns(record, since)).Aggregate(
                counted, (sum, record) => sum.With(record, stopped));
            after = page[^1].Row;
        }

        return counted;
    }

    private Affected With(OutcomeRecord record, DateTimeOffset? stopped)
    {
        var isDelivered = record is { Leased: false, Entry.Kind: OutcomeKind.Delivered };
        var at = record.Leased || record.Forgotten ? null : record.Entry?.EndedAt;
        return new Affected(
            Delivered + (isDelivered ? 1 : 0),
            InDoubt + (isDelivered ? 0 : 1),
            UnderWay + (record.Leased ? 1 : 0),
            AfterStop + (isDelivered && at > stopped ? 1 : 0),
            at < FirstAt || FirstAt is null ? at ?? FirstAt : FirstAt,
            at > LastAt || LastAt is null ? at ?? LastAt : LastAt);
    }
}
