using Microsoft.Extensions.Options;

namespace OrleansMail.People;

/// <summary>
/// Counts failed sign-ins of this silo by address, by network and in all, in quarters of an hour: one guess at each of
/// ten thousand accounts is seen here and nowhere else.
/// </summary>
/// <remarks>Bounded: the count of all keeps the number of addresses small, and a new quarter begins empty.</remarks>
internal sealed class SignInThrottle(IOptions<PeopleOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _quarter;

    /// <summary>Begins a try, which counts as a failure until <see cref="Succeeded"/>. False: it is not to be heard.</summary>
    public bool TryBegin(string from)
    {
        var limits = options.Value;
        lock (_gate)
        {
            Turn();
            var (address, network) = Keys(from);
            if (Count("") >= limits.FailuresInAll
                || Count(address) >= limits.FailuresOfAddress
                || Count(network) >= limits.FailuresOfNetwork)
            {
                return false;
            }

            Add("", 1);
            Add(address, 1);
            Add(network, 1);
            return true;
        }
    }

    /// <summary>Takes the count of a try back.</summary>
    public void Succeeded(string from)
    {
        lock (_gate)
        {
            Turn();
            var (address, network) = Keys(from);
            Add("", -1);
            Add(address, -1);
            Add(network, -1);
        }
    }

    private static (string Address, string Network) Keys(string from) =>
        ($"a {AddressRange.Parse(from)}", $"n {AddressList.NetworkOf(from)}");

    private void Turn()
    {
        var quarter = clock.GetUtcNow().Ticks / Quarter.Ticks;
        if (quarter != _quarter)
        {
            _quarter = quarter;
            _counts.Clear();
        }
    }

    private int Count(string key) => _counts.GetValueOrDefault(key);

    private void Add(string key, int count) => _counts[key] = Math.Max(0, Count(key) + count);
}
