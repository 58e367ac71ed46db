namespace OrleansMail.Audit;

/// <summary>
/// Gives facts their place in a trail: those that come while a group is being written make the next group. Two writers
/// of one trail do not harm it: storage refuses the one that is behind, which then reads the end anew.
/// </summary>
internal sealed class AuditWriter(string trail, IAuditStore store, AuditTally tally, TimeProvider clock)
{
    // Well above what comes in one disk flush; below what storage would hold others up with.
    private const int LargestGroup = 256;

    // With two activations each fence means that the other one has made progress. More than a few in a row do not happen.
    private const int MostFences = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, (AuditFact Fact, TaskCompletionSource<long> Done)> _waiting = [];
    private readonly Queue<Guid> _order = new();
    private AuditHead? _head;
    private bool _isWriting;

    /// <summary>Completes with the number of the fact's entry once that is durable.</summary>
    public Task<long> AppendAsync(AuditFact fact)
    {
        Task<long> done;
        lock (_lock)
        {
            if (_waiting.TryGetValue(fact.Id, out var same))
            {
                return same.Done.Task;
            }

            var source = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(fact.Id, (fact, source));
            _order.Enqueue(fact.Id);
            done = source.Task;
            if (_isWriting)
            {
                return done;
            }

            _isWriting = true;
        }

        _ = WriteAllAsync();
        return done;
    }

    private async Task WriteAllAsync()
    {
        while (NextGroup() is { Count: > 0 } group)
        {
            try
            {
                await WriteAsync(group);
            }
#pragma warning disable CA1031 // Whatever went wrong belongs to those who wait: nothing of theirs may take effect.
            catch (Exception e)
            {
                // It may be written or not: the end of the trail is read anew, and a repeated fact is found by its id.
                _head = null;
                Settle(group, (_, done) => done.TrySetException(e));
            }
#pragma warning restore CA1031
        }
    }

    private List<AuditFact> NextGroup()
    {
        lock (_lock)
        {
            var group = new List<AuditFact>(Math.Min(_order.Count, LargestGroup));
            while (group.Count < LargestGroup && _order.TryDequeue(out var id))
            {
                group.Add(_waiting[id].Fact);
            }

            _isWriting = group.Count > 0;
            return group;
        }
    }

    private async Task WriteAsync(List<AuditFact> group)
    {
        for (var fences = 0; group.Count > 0;)
        {
            var head = _head ??= await store.HeadAsync(trail);
            var entries = Chain(group, head);
            var appended = await store.AppendAsync(entries);
            if (appended.IsWritten)
            {
                _head = new AuditHead(entries[^1].Seq, entries[^1].Hash);
                tally.Add(entries);
                var first = entries[0].Seq;
                Settle(group, (index, done) => done.TrySetResult(first + index));
                return;
            }

            if (appended.IsFenced)
            {
                _head = null;
                fences = fences < MostFences
                    ? fences + 1
                    : throw new InvalidOperationException($"The audit trail {trail} moves on faster than it can be read.");
                continue;
            }

            var known = group.FindAll(fact => appended.Known.ContainsKey(fact.Id));
            group.RemoveAll(fact => appended.Known.ContainsKey(fact.Id));
            Settle(known, (index, done) => done.TrySetResult(appended.Known[known[index].Id]));
        }
    }

    private List<AuditEntry> Chain(List<AuditFact> group, AuditHead head)
    {
        var now = clock.GetUtcNow();
        var entries = new List<AuditEntry>(group.Count);
        foreach (var fact in group)
        {
            var entry = AuditFactText.EntryOf(fact, trail, head, now);
            entries.Add(entry);
            head = new AuditHead(entry.Seq, entry.Hash);
        }

        return entries;
    }

    private void Settle(List<AuditFact> group, Action<int, TaskCompletionSource<long>> settle)
    {
        for (var i = 0; i < group.Count; i++)
        {
            TaskCompletionSource<long> done;
            lock (_lock)
            {
                _waiting.Remove(group[i].Id, out var waiting);
                done = waiting.Done;
            }

            settle(i, done);
        }
    }
}
