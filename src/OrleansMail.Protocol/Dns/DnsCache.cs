using System.Collections.Concurrent;

namespace OrleansMail.Dns;

/// <summary>
/// Keeps answers, "there is none" included, for their TTL within limits; the same question asked by many at once goes
/// out once. RFC 2308, RFC 5321 §4.5.4.1.
/// </summary>
public sealed class DnsCache(IDnsQuery inner, DnsCacheOptions options, TimeProvider clock) : IDnsQuery
{
    private readonly ConcurrentDictionary<(string Name, DnsKind Kind), Entry> _entries = new();

    /// <summary>Answers kept now, stale ones included.</summary>
    public int Count => _entries.Count;

    public Task<DnsAnswer> QueryAsync(string name, DnsKind kind, CancellationToken cancellation)
    {
        var key = (name, kind);
        while (true)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.FreshUntil > clock.GetUtcNow())
            {
                return entry.Answer.WaitAsync(cancellation);
            }

            var fresh = new Entry();
            if (entry is null ? _entries.TryAdd(key, fresh) : _entries.TryUpdate(key, fresh, entry))
            {
                MakeRoom();

                // Not the caller's token: one that gives up must not take the answer from the others.
                _ = FillAsync(key, fresh);
                return fresh.Answer.WaitAsync(cancellation);
            }
        }
    }

    private async Task FillAsync((string Name, DnsKind Kind) key, Entry entry)
    {
        try
        {
            var answer = await inner.QueryAsync(key.Name, key.Kind, CancellationToken.None);
            entry.Settle(answer, clock.GetUtcNow() + LifeOf(answer, key.Kind));
        }
        catch (Exception exception)
        {
            _entries.TryRemove(KeyValuePair.Create(key, entry));
            entry.Fail(exception);
        }
    }

    private TimeSpan LifeOf(DnsAnswer answer, DnsKind kind)
    {
        if (answer.Status == DnsStatus.Failed)
        {
            return options.Failure;
        }

        var life = answer.Records.Any(record => record.Kind == kind)
            ? answer.Records.Min(record => record.Ttl)
            : answer.NegativeTtl ?? options.Negative;
        return life < options.Floor ? options.Floor : life > options.Ceiling ? options.Ceiling : life;
    }

    private void MakeRoom()
    {
        if (_entries.Count <= options.MaxEntries)
        {
            return;
        }

        // First what is stale, then whatever comes first: an eighth at a time, so that this is rare.
        var now = clock.GetUtcNow();
        var surplus = _entries.Count - options.MaxEntries + (options.MaxEntries / 8);
        foreach (var pair in _entries.OrderBy(pair => pair.Value.FreshUntil > now).Take(surplus).ToList())
        {
            if (pair.Value.Answer.IsCompleted)
            {
                _entries.TryRemove(pair);
            }
        }
    }

    /// <summary>One answer, under way or kept; under way it is fresh for ever.</summary>
    private sealed class Entry
    {
        private readonly TaskCompletionSource<DnsAnswer> _answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        private long _freshUntil = DateTimeOffset.MaxValue.UtcTicks;

        public Task<DnsAnswer> Answer => _answer.Task;

        public DateTimeOffset FreshUntil => new(Volatile.Read(ref _freshUntil), TimeSpan.Zero);

        public void Settle(DnsAnswer answer, DateTimeOffset freshUntil)
        {
            Volatile.Write(ref _freshUntil, freshUntil.UtcTicks);
            _answer.SetResult(answer with { FreshUntil = freshUntil });
        }

        public void Fail(Exception exception)
        {
            Volatile.Write(ref _freshUntil, 0);
            _answer.SetException(exception);
        }
    }
}
