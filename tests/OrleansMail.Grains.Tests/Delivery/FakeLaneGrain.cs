using OrleansMail.Lanes;

namespace OrleansMail.Delivery;

/// <summary>A lane that grants what the test says, everything by default.</summary>
internal sealed class FakeLaneGrain : ILaneGrain
{
    public List<LaneSettlement> Settled { get; } = [];

    public Func<int, LaneGrant> Grant { get; set; } = wanted => new LaneGrant(wanted, TimeSpan.Zero, 5);

    public Task<LaneGrant> NextAsync(Guid lease, int wanted, LaneSettlement? settlement)
    {
        if (settlement is not null)
        {
            Settled.Add(settlement);
        }

        return Task.FromResult(Grant(wanted));
    }

    public Task SettleAsync(LaneSettlement settlement)
    {
        Settled.Add(settlement);
        return Task.CompletedTask;
    }

    public Task<LaneView> ShowAsync() => throw new NotSupportedException();
}
