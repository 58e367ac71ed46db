using OrleansMail.Campaigns;
using OrleansMail.Incidents;

namespace OrleansMail.Fakes;

/// <summary>A stop that has reached two campaigns, of which one does not answer.</summary>
internal sealed class FakeStopGrain : Grain, IStopGrain
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private EmergencyStop? _stop;

    public Task<StopAnswer> StopAsync(string reason)
    {
        _stop ??= new EmergencyStop(this.GetPrimaryKeyString(), "ann", reason, Noon);
        return Task.FromResult(this.GetPrimaryKeyString() == "unknown.test"
            ? new StopAnswer(new Refusal("not-found", "There is no sending domain.", "target"), null, [])
            : new StopAnswer(null, _stop, [new StoppedCampaign("spring", Paused), new StoppedCampaign("autumn", null)]));
    }

    public Task<StopAnswer> LiftAsync(string reason)
    {
        _stop = null;
        return Task.FromResult(new StopAnswer(null, null, [new StoppedCampaign("spring", Paused)]));
    }

    public Task<EmergencyStop?> ShowAsync() => Task.FromResult(_stop);

    private static CampaignStatus Paused { get; } = new(
        "spring", CampaignPhase.Paused, 2_000, 1_600, 297, 100, 0, 0, 0, 0, 3, "abc", "ann", ["ben"], Noon, null, null,
        "Stopped by ann: wrong list", null, null);
}
