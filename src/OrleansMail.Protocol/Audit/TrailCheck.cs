namespace OrleansMail.Audit;

/// <summary>Follows one trail entry by entry and stops believing at the first that is not what was written.</summary>
internal sealed class TrailCheck(string trail, IReadOnlyList<CheckpointRoot> checkpoints)
{
    private readonly MerkleFrontier _tree = new();
    private string _head = AuditHash.None;
    private long _entries;
    private int _compared;
    private long _covered;
    private long? _firstBad;
    private string? _reason;

    public void Add(AuditEntry entry)
    {
        _entries++;
        if (_firstBad is not null)
        {
            return;
        }

        var expected = _tree.Size + 1;
        if (entry.Seq != expected)
        {
            Bad(expected, $"entry {entry.Seq} stands where entry {expected} should");
        }
        else if (entry.Prev != _head)
        {
            Bad(expected, "it does not follow from the entry before: one of the two was changed");
        }
        else if (entry.Hash != AuditHash.Of(entry))
        {
            Bad(expected, "its hash is not that of what it says");
        }
        else
        {
            _tree.Add(Convert.FromHexString(entry.Hash));
            _head = entry.Hash;
            Compare();
        }
    }

    /// <summary>A line stands here that is no entry.</summary>
    public void AddUnreadable(string reason)
    {
        if (_firstBad is null)
        {
            Bad(_tree.Size + 1, reason);
        }
    }

    public TrailVerdict End()
    {
        if (_firstBad is null && _compared < checkpoints.Count)
        {
            var last = checkpoints[^1];
            Bad(
                _tree.Size + 1,
                $"there were {last.Size} entries at {AuditTime.Text(last.At)}: those from here on are gone");
        }

        return new TrailVerdict(trail, _entries, _head, _firstBad, _reason, _covered);
    }

    private void Compare()
    {
        while (_compared < checkpoints.Count && checkpoints[_compared].Size <= _tree.Size)
        {
            var checkpoint = checkpoints[_compared++];
            if (checkpoint.Root != Convert.ToHexStringLower(_tree.Root))
            {
                Bad(
                    _covered + 1,
                    $"entries {_covered + 1} to {checkpoint.Size} are not those that the checkpoint of "
                    + $"{AuditTime.Text(checkpoint.At)} covers");
                return;
            }

            _covered = checkpoint.Size;
        }
    }

    private void Bad(long seq, string reason) => (_firstBad, _reason) = (seq, reason);
}
