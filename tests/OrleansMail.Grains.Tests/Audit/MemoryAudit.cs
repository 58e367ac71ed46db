namespace OrleansMail.Audit;

/// <summary>Audit trails in memory, with the same fence; a test can hold writes back and make them fail.</summary>
internal sealed class MemoryAudit : IAuditStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, List<AuditEntry>> _trails = new(StringComparer.Ordinal);

    /// <summary>Runs before each write.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    /// <summary>Runs after each write, when it is durable.</summary>
    public Func<Task> After { get; set; } = () => Task.CompletedTask;

    public int Writes { get; private set; }

    public AuditEntry[] this[string trail]
    {
        get
        {
            lock (_lock)
            {
                return [.. Of(trail)];
            }
        }
    }

    public Task<AuditHead> HeadAsync(string trail) =>
        Task.FromResult(this[trail] is [.., var last] ? new AuditHead(last.Seq, last.Hash) : AuditHead.Empty);

    public async Task<AuditAppended> AppendAsync(IReadOnlyList<AuditEntry> entries)
    {
        await Before();
        var appended = Append(entries);
        await After();
        return appended;
    }

    public Task<AuditEntry?> FindAsync(string trail, Guid fact) =>
        Task.FromResult(this[trail].FirstOrDefault(entry => entry.Id == fact));

    public Task<IReadOnlyList<AuditEntry>> ListAsync(
        string trail, AuditFilter filter, long after, long last, int max) =>
        Task.FromResult<IReadOnlyList<AuditEntry>>([.. this[trail]
            .Where(entry => entry.Seq > after && entry.Seq <= last && (filter.Action ?? entry.Action) == entry.Action)
            .Take(max)]);

    public Task<IReadOnlyList<byte[]>> HashesAsync(string trail, long after, int max) =>
        Task.FromResult<IReadOnlyList<byte[]>>(
            [.. this[trail].Skip((int)after).Take(max).Select(entry => Convert.FromHexString(entry.Hash))]);

    public Task<IReadOnlyList<AuditTrail>> TrailsAsync()
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<AuditTrail>>(
                [.. _trails.Select(trail => new AuditTrail(trail.Key, trail.Value.Count))]);
        }
    }

    private AuditAppended Append(IReadOnlyList<AuditEntry> entries)
    {
        lock (_lock)
        {
            Writes++;
            var trail = Of(entries[0].Trail);
            var known = trail.Where(old => entries.Any(entry => entry.Id == old.Id))
                .ToDictionary(old => old.Id, old => old.Seq);
            if (known.Count > 0)
            {
                return new AuditAppended(known, IsFenced: false);
            }

            if (entries[0].Seq != trail.Count + 1)
            {
                return AuditAppended.Fenced;
            }

            trail.AddRange(entries);
            return AuditAppended.Written;
        }
    }

    private List<AuditEntry> Of(string trail)
    {
        if (!_trails.TryGetValue(trail, out var entries))
        {
            _trails.Add(trail, entries = []);
        }

        return entries;
    }
}
