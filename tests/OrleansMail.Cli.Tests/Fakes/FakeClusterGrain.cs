using OrleansMail.Campaigns;
using OrleansMail.Cluster;

namespace OrleansMail.Fakes;

/// <summary>A cluster of a silo that works, one that leaves and one that is silent; the second has left when it is looked for after it was drained.</summary>
internal sealed class FakeClusterGrain : Grain, IClusterGrain
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly LaneWait Shut = new(
        "no host of the site can be reached", 2, Noon.AddMinutes(5), ["large.example", "other.example"]);

    private static readonly LaneWait NoPlace = new("all places for sessions are taken", 1, null, []);

    private static readonly SiloView Busy = new(
        "mail1", "192.0.2.10:11111@1", null, [new EgressLoad("198.51.100.1", 12, 2, 40, 300, 812.5, null) { Waits = [Shut, NoPlace] }],
        [new CampaignLoad("spring", 8, 300)], null)
    {
        Program = "1.2.3+abcdef01",
    };

    private static readonly SiloView Leaving = new(
        "mail2", "192.0.2.11:11111@2", Noon, [new EgressLoad("198.51.100.2", 0, 0, 0, 0, 0, "paused")], [], null);

    private static readonly SiloView Silent = new("mail3", "192.0.2.12:11111@3", null, [], [], "It does not answer.");

    private bool _drained;

    public Task<ClusterStatus> StatusAsync()
    {
        SiloView[] silos = _drained ? [Busy, Silent] : [Busy, Leaving, Silent];
        _drained = false;
        return Task.FromResult(new ClusterStatus(
            silos,
            [new EgressLoad("198.51.100.9", 0, 0, 0, 0, 0, "no silo has 198.51.100.9")],
            [new CampaignBacklog("spring", 1_234, 56, null), new CampaignBacklog("autumn", 10, 0, "It waits: paused")]));
    }

    public Task<DrainAnswer> DrainAsync(string silo, TimeSpan within)
    {
        if (silo != "mail2")
        {
            return Task.FromResult(new DrainAnswer(new Refusal("silo", $"There is no silo '{silo}'.", "silo"), null));
        }

        _drained = true;
        return Task.FromResult(new DrainAnswer(null, Leaving with { DrainingUntil = Noon + within }));
    }
}
