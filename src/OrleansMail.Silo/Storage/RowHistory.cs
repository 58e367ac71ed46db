using OrleansMail.Ledger;
using OrleansMail.Outcomes;

namespace OrleansMail.Storage;

/// <summary>What outcomes and leases together say about one row.</summary>
internal sealed class RowHistory(long row)
{
    private int _attempts;
    private int _lastLeased;
    private int _lastRecorded = -1;
    private DateTimeOffset? _firstAt;
    private DateTimeOffset? _leasedAt;

    /// <summary>The final outcome, or else that of the last attempt; null if there is none.</summary>
    public OutcomeEntry? Last { get; private set; }

    /// <summary>The last attempt was leased and has no outcome.</summary>
    public bool IsLeased => _lastLeased > _lastRecorded && Last is not { Final: true };

    /// <summary>Takes an outcome; those of a row come by attempt, a final one after others of its attempt.</summary>
    public void Add(OutcomeEntry entry)
    {
        _attempts = Math.Max(_attempts, entry.Attempt);
        _lastRecorded = Math.Max(_lastRecorded, entry.Attempt);
        if (!WasCalledOff(entry))
        {
            _firstAt = _firstAt is { } first && first <= entry.StartedAt ? first : entry.StartedAt;
        }

        Last = Last is { Final: true } ? Last : entry;
    }

    public void Add(RowLease lease)
    {
        _attempts = Math.Max(_attempts, lease.Attempt);
        _lastLeased = lease.Attempt;
        _leasedAt = new DateTimeOffset(lease.FirstAt, TimeSpan.Zero);
    }

    public RowState ToState() => new(
        row, _attempts, Last?.Kind, Last is { Final: true }, IsLeased, Last?.NextAt, Last?.EgressIp,
        _firstAt ?? (IsLeased ? _leasedAt : null));

    // Leased, and stopped before anything was sent: no attempt, so the time to live has not begun with it.
    private static bool WasCalledOff(OutcomeEntry entry) =>
        entry is { Kind: OutcomeKind.Deferred, Stage: DeliveryStage.None };
}
