namespace OrleansMail.Delivery;

/// <summary>The lanes that wait for a session, by what it would be to them; of one kind in the order they came. Not thread-safe.</summary>
internal sealed class WaitingLanes
{
    private readonly Dictionary<SessionKind, LinkedList<LaneRunner>> _lanes =
        Enum.GetValues<SessionKind>().ToDictionary(kind => kind, _ => new LinkedList<LaneRunner>());

    private readonly Dictionary<LaneRunner, LinkedListNode<LaneRunner>> _places = [];

    public int All => _places.Count;

    /// <summary>Lanes without a session whose sites are not in doubt.</summary>
    public int WithoutAny => Count(SessionKind.First) + Count(SessionKind.Untried);

    public int Count(SessionKind kind) => _lanes[kind].Count;

    public void Add(LaneRunner lane, SessionKind kind) => _places.Add(lane, _lanes[kind].AddLast(lane));

    /// <summary>True if the lane waited for something else and now waits for this, as the last one.</summary>
    public bool TryMove(LaneRunner lane, SessionKind kind)
    {
        if (!_places.TryGetValue(lane, out var place) || place.List == _lanes[kind])
        {
            return false;
        }

        place.List!.Remove(place);
        _lanes[kind].AddLast(place);
        return true;
    }

    /// <summary>The lane that came first; null if none waits for this.</summary>
    public LaneRunner? Take(SessionKind kind)
    {
        if (_lanes[kind].First is not { } place)
        {
            return null;
        }

        _lanes[kind].Remove(place);
        _places.Remove(place.Value);
        return place.Value;
    }
}
