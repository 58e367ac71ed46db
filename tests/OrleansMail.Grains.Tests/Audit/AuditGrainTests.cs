using OrleansMail.Cluster;
using OrleansMail.People;

namespace OrleansMail.Audit;

[Collection(ClusterTests.Name)]
public sealed class AuditGrainTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Many_at_once_have_numbers_without_a_gap()
    {
        var trail = Trail("many.example");

        var seqs = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => trail.AppendAsync(Fact("campaign.start"))));

        Assert.Equal(Enumerable.Range(1, 300).Select(seq => (long)seq), seqs.Order());
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_head_of_the_first()
    {
        var trail = Trail("pages.example");
        for (var i = 0; i < 25; i++)
        {
            await trail.AppendAsync(Fact(i % 5 == 0 ? "sign-in" : "campaign.start"));
        }

        var first = await trail.ListAsync(new AuditFilter(Action: "sign-in"), 0, 3);
        var second = await trail.ListAsync(new AuditFilter(Action: "sign-in"), first.Next, 3);

        Assert.Equal([1, 6, 11], first.Lines.Select(line => line.Seq));
        Assert.Equal([16, 21], second.Lines.Select(line => line.Seq));
        Assert.Equal((25, 25, 25), (first.Head, second.Head, second.Next));
    }

    [Fact]
    public async Task An_export_stands_in_the_trail_with_its_reason_before_it_hands_anything_out()
    {
        var trail = Trail("export.example");
        await trail.AppendAsync(Fact("sign-in"));
        var export = Guid.NewGuid();

        Assert.Empty(await trail.ExportAsync(export, 0, 10));
        var begun = await As("ada", () => trail.BeginExportAsync(export, "yearly look"));
        var again = await As("ada", () => trail.BeginExportAsync(export, "yearly look"));
        await trail.AppendAsync(Fact("sign-out"));
        var lines = await As("ada", () => trail.ExportAsync(export, 0, 10));

        Assert.Equal((null, 2), (begun.Refusal, begun.Last));
        Assert.Equal(begun, again);
        Assert.Equal(["sign-in", "export"], lines.Select(line => line.Action));
        Assert.Equal(("ada", "yearly look"), (lines[1].Caller, lines[1].Detail));
    }

    [Fact]
    public async Task An_export_serves_nobody_but_the_caller_who_began_it()
    {
        var trail = Trail("export-other.example");
        var fact = Fact("sign-in");
        await trail.AppendAsync(fact);
        var export = Guid.NewGuid();
        await As("ada", () => trail.BeginExportAsync(export, "yearly look"));

        Assert.Empty(await As("bob", () => trail.ExportAsync(export, 0, 10)));
        Assert.Empty(await As("ada", () => trail.ExportAsync(fact.Id, 0, 10)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task An_export_without_a_reason_is_refused_and_leaves_nothing(string reason)
    {
        var trail = Trail("no-reason.example");

        var begun = await trail.BeginExportAsync(Guid.NewGuid(), reason);

        Assert.Equal("reason", begun.Refusal?.Field);
        Assert.Equal(0, (await trail.ListAsync(new AuditFilter(), 0, 10)).Head);
    }

    [Theory]
    [InlineData("Example.com")]
    [InlineData("no domain")]
    public async Task A_trail_has_the_name_of_a_domain(string name) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Trail(name).AppendAsync(Fact("sign-in")));

    [Fact]
    public async Task Trails_are_listed_with_their_lengths()
    {
        await Trail(IAuditGrain.SystemTrail).AppendAsync(Fact("sign-in"));
        await Trail("listed.example").AppendAsync(Fact("sign-in"));

        var trails = await cluster.Grains.GetGrain<IAuditTrailsGrain>(0).TrailsAsync();

        Assert.Contains(new AuditTrail("listed.example", 1), trails);
        Assert.Contains(trails, trail => trail.Name == IAuditGrain.SystemTrail);
    }

    [Theory]
    [InlineData("seen.example", new[] { "seen.example" })]
    [InlineData("other.example", new string[0])]
    [InlineData(Grant.Everywhere, new[] { "seen.example", IAuditGrain.SystemTrail })]
    public async Task A_caller_is_told_of_the_trails_that_they_may_read(string domain, string[] told)
    {
        await Trail(IAuditGrain.SystemTrail).AppendAsync(Fact("sign-in"));
        await Trail("seen.example").AppendAsync(Fact("sign-in"));
        var auditor = new Caller("ada", CallerKind.Person, "", "", null)
        {
            Grants = [new Grant(Right.AuditRead, domain), new Grant(Right.CampaignRead, "seen.example")],
        };

        auditor.Enter();
        var trails = await cluster.Grains.GetGrain<IAuditTrailsGrain>(0).TrailsAsync();

        Assert.Equal(
            told,
            trails.Select(trail => trail.Name).Where(name => name is "seen.example" or IAuditGrain.SystemTrail));
    }

    private static AuditFact Fact(string action) => new(
        Guid.NewGuid(), Caller.Engine, action, "campaign:spring", AuditResult.Allowed, "");

    private static Task<T> As<T>(string name, Func<Task<T>> call)
    {
        new Caller(name, CallerKind.Person, "", "", null).Enter();
        return call();
    }

    private IAuditGrain Trail(string name) => cluster.Grains.GetGrain<IAuditGrain>(name);
}
