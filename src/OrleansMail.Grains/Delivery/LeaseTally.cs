using OrleansMail.Lanes;
using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

/// <summary>Adds up one lease for the lane's grain.</summary>
internal sealed class LeaseTally(Guid lease)
{
    private int _delivered;
    private int _siteTrouble;
    private TimeSpan _shutFor;

    public void Add(OutcomeDecision decision)
    {
        _delivered += decision.Kind == OutcomeKind.Delivered ? 1 : 0;
        _siteTrouble += decision.IsSiteTrouble ? 1 : 0;
        if (decision.ShutSiteFor is { } shut && shut > _shutFor)
        {
            _shutFor = shut;
        }
    }

    public LaneSettlement Settlement() => new(lease, _delivered, _siteTrouble, _shutFor);
}
