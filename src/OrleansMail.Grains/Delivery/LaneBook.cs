using System.Collections.Concurrent;
using OrleansMail.Lanes;

namespace OrleansMail.Delivery;

/// <summary>The lanes of this silo.</summary>
internal sealed class LaneBook(ILaneSessions sessions, DeliveryOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<LaneKey, LaneRunner> _lanes = new();

    public LaneRunner Of(LaneKey key) =>
        _lanes.GetOrAdd(key, static (key, parts) => new LaneRunner(key, parts.sessions, parts.options, parts.clock), (sessions, options, clock));

    /// <summary>Empties every lane of one campaign.</summary>
    public void Drop(ICampaignRun run)
    {
        foreach (var lane in _lanes.Values)
        {
            lane.Drop(run);
        }
    }
}
