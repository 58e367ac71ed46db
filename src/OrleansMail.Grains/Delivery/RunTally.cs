using OrleansMail.Campaigns;
using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

/// <summary>Counts what comes of one run's attempts, for the campaign to judge. Thread-safe.</summary>
internal sealed class RunTally
{
    private long _attempts;
    private long _dead;
    private long _slowed;
    private long _unwritten;
    private long _faulty;

    public CampaignTally Now => new(
        Interlocked.Read(ref _attempts),
        Interlocked.Read(ref _dead),
        Interlocked.Read(ref _slowed),
        Interlocked.Read(ref _unwritten))
    {
        Faulty = Interlocked.Read(ref _faulty),
    };

    public void Add(Attempt attempt)
    {
        var decision = attempt.Decision;
        if (decision.IsCalledOff)
        {
            // Called off by ourselves: no attempt.
            return;
        }

        Interlocked.Increment(ref _attempts);
        if (attempt.End.Stage == DeliveryStage.Render)
        {
            Interlocked.Increment(ref _unwritten);
        }
        else if (decision.StopCampaign)
        {
            Interlocked.Increment(ref _faulty);
        }
        else if (decision.Kind == OutcomeKind.Bounced && IsDead(decision.Category))
        {
            Interlocked.Increment(ref _dead);
        }
        else if (decision is { Kind: OutcomeKind.Deferred, Category: BounceCategory.Rate })
        {
            Interlocked.Increment(ref _slowed);
        }
    }

    private static bool IsDead(BounceCategory category) =>
        category is BounceCategory.UnknownUser or BounceCategory.BadDomain or BounceCategory.Disabled;
}
