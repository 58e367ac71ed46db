using System.Collections.Concurrent;
using System.Net;
using OrleansMail.Lanes;

namespace OrleansMail.Delivery;

/// <summary>The lanes of this silo.</summary>
internal sealed class LaneBook(ILaneSessions sessions, DeliveryOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<LaneKey, LaneRunner> _lanes = new();

    public LaneRunner Of(LaneKey key) =>
        _lanes.GetOrAdd(key, static (key, parts) => new LaneRunner(key, parts.sessions, parts.options, parts.clock), (sessions, options, clock));

    /// <summary>The processor has more to do than it can.</summary>
    public bool IsBehind => sessions.IsBehind;

    /// <summary>How busy the lanes of each egress address are.</summary>
    public IReadOnlyDictionary<IPAddress, List<LaneLoad>> Loads() => _lanes.Values
        .GroupBy(lane => lane.Key.EgressIp)
        .ToDictionary(lanes => lanes.Key, lanes => lanes.Select(lane => lane.Load).ToList());

    /// <summary>How many there are, by their state.</summary>
    public LaneCounts Counts
    {
        get
        {
            var (all, shut, doubtful) = (0, 0, 0);
            foreach (var lane in _lanes.Values)
            {
                var (isShut, isDoubtful) = lane.State;
                all++;
                shut += isShut ? 1 : 0;
                doubtful += isDoubtful && !isShut ? 1 : 0;
            }

            return new LaneCounts(all, shut, doubtful);
        }
    }

    /// <summary>Takes back what waits in lanes that do not move, so that others get their turn.</summary>
    public void ReleaseStuck()
    {
        foreach (var lane in _lanes.Values)
        {
            lane.ReleaseStuck();
        }
    }

    /// <summary>Forgets lanes that nobody has used for a while.</summary>
    public void Retire()
    {
        foreach (var (key, lane) in _lanes)
        {
            if (lane.TryRetire())
            {
                _lanes.TryRemove(key, out _);
            }
        }
    }

    /// <summary>Empties every lane of one campaign.</summary>
    public void Drop(ICampaignRun run)
    {
        foreach (var lane in _lanes.Values)
        {
            lane.Drop(run);
        }
    }
}
