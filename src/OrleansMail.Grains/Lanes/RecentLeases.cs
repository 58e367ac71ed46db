using System.Diagnostics.CodeAnalysis;

namespace OrleansMail.Lanes;

/// <summary>What was said of a lease, for as long as somebody may say or ask the same again. Not thread-safe.</summary>
internal sealed class RecentLeases<TValue>(TimeProvider clock)
{
    // More leases than sessions can be open. A repeat comes within the response time-out, which is seconds.
    private const int Most = 2048;
    private static readonly TimeSpan For = TimeSpan.FromMinutes(2);

    private readonly Dictionary<Guid, TValue> _values = [];
    private readonly Queue<(Guid Lease, long At)> _order = new();

    public bool TryGet(Guid lease, [MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(lease, out value);

    /// <summary>Remembers it, and forgets what is old; false, and nothing changes, if the lease is known already.</summary>
    public bool TryAdd(Guid lease, TValue value)
    {
        if (!_values.TryAdd(lease, value))
        {
            return false;
        }

        _order.Enqueue((lease, clock.GetTimestamp()));
        while (_order.Count > Most || clock.GetElapsedTime(_order.Peek().At) > For)
        {
            _values.Remove(_order.Dequeue().Lease);
        }

        return true;
    }
}
