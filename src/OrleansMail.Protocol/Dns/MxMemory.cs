using System.Collections.Concurrent;

namespace OrleansMail.Dns;

/// <summary>
/// Remembers what came of the answers about a domain for as long as all of them are fresh: a campaign asks for the
/// same domains again and again. Thread-safe.
/// </summary>
/// <param name="most">Domains remembered at most; the older half is dropped when it is full.</param>
/// <param name="clock">For the age of answers.</param>
internal sealed class MxMemory(int most, TimeProvider clock)
{
    private readonly Lock _turning = new();
    private volatile ConcurrentDictionary<string, Kept> _young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, Kept> _old = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>What is known of a domain; null asks anew.</summary>
    public MxResolution? Find(string domain) =>
        (_young.TryGetValue(domain, out var kept) || _old.TryGetValue(domain, out kept)) && kept.FreshUntil > clock.GetUtcNow()
            ? kept.Resolution
            : null;

    public void Keep(string domain, MxResolution resolution, DateTimeOffset freshUntil)
    {
        // A dictionary's own count locks all of it.
        if (_young.TryAdd(domain, new Kept(resolution, freshUntil)))
        {
            Turn(Interlocked.Increment(ref _count));
        }
        else
        {
            _young[domain] = new Kept(resolution, freshUntil);
        }
    }

    private void Turn(int count)
    {
        if (count < most / 2)
        {
            return;
        }

        lock (_turning)
        {
            if (_count >= most / 2)
            {
                _old = _young;
                _young = new ConcurrentDictionary<string, Kept>(StringComparer.Ordinal);
                _count = 0;
            }
        }
    }

    private sealed record Kept(MxResolution Resolution, DateTimeOffset FreshUntil);
}
