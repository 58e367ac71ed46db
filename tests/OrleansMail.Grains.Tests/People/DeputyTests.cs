using OrleansMail.Audit;
using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>Deputies through the call filter: what an approver lends, when, and that each entry says so.</summary>
public sealed class DeputyTests(GuardedCluster cluster) : IClassFixture<GuardedCluster>
{
    private static readonly Wish Approver = new(Role.Approver, GuardedCluster.Domain);
    private static readonly Wish Author = new(Role.Author, "elsewhere.test");

    private readonly string _approver = Unique("ben");
    private readonly string _deputy = Unique("dora");

    private IDeputiesGrain Deputies => cluster.Grains.GetGrain<IDeputiesGrain>(GuardedCluster.Domain);

    private DateTimeOffset Tomorrow => cluster.Clock.GetUtcNow().AddDays(1);

    [Fact]
    public async Task A_deputy_counts_after_the_delay_until_the_end_and_each_entry_says_in_whose_place()
    {
        var (ben, dora) = await JoinBothAsync();
        var named = await NameAsync(ben, until: Tomorrow);
        Assert.Null(named.Refusal?.Message);
        Assert.Equal("not-allowed", await RejectAsync(dora));

        cluster.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("reached", await RejectAsync(dora));
        var entry = cluster.Audit[GuardedCluster.Domain].Last(line => line.Caller == _deputy && line.Result == nameof(AuditResult.Allowed));
        Assert.EndsWith($" deputyOf={_approver}", entry.Detail, StringComparison.Ordinal);

        cluster.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal("not-allowed", await RejectAsync(dora));
    }

    [Fact]
    public async Task A_deputy_has_what_approving_takes_in_that_domain_and_nothing_else()
    {
        var (ben, dora) = await JoinBothAsync();
        await NameAsync(ben, until: Tomorrow);
        cluster.Clock.Advance(TimeSpan.FromHours(1));
        var campaign = cluster.Grains.GetGrain<ICampaignGrain>(GuardedCluster.Campaign);

        Assert.NotNull(await AsAsync(dora, campaign.StatusAsync));
        await Assert.ThrowsAsync<CallRefusedException>(() => AsAsync(dora, campaign.PauseAsync));
        await Assert.ThrowsAsync<CallRefusedException>(() => AsAsync(
            dora, () => cluster.Grains.GetGrain<IDeputiesGrain>("another.test").EndAsync(_deputy, "Why not.")));
    }

    [Fact]
    public async Task What_is_lent_ends_with_the_approvers_own_right()
    {
        var (ben, dora) = await JoinBothAsync();
        await NameAsync(ben, until: Tomorrow);
        cluster.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("reached", await RejectAsync(dora));

        Caller.Engine.Enter();
        Assert.Null((await cluster.Inside.GetGrain<IUserGrain>(_approver).DisableAsync(true)).Refusal);

        Assert.Equal("not-allowed", await RejectAsync(dora));
    }

    [Fact]
    public async Task An_approver_takes_it_back()
    {
        var (ben, dora) = await JoinBothAsync();
        await NameAsync(ben, until: Tomorrow);
        cluster.Clock.Advance(TimeSpan.FromHours(1));

        var left = await AsAsync(ben, () => Deputies.EndAsync(_deputy, "I am back."));

        Assert.DoesNotContain(left.Deputies, one => one.Deputy == _deputy);
        Assert.Equal("not-allowed", await RejectAsync(dora));
    }

    [Fact]
    public async Task A_deputy_has_no_deputy()
    {
        var (ben, dora) = await JoinBothAsync();
        await cluster.JoinAsync(Unique("eve"), withFactor: true, Author);
        await NameAsync(ben, until: Tomorrow);
        cluster.Clock.Advance(TimeSpan.FromHours(1));

        var answer = await AsAsync(dora, () => Deputies.NameAsync(_approver, null, Tomorrow, "Mine too."));

        Assert.Equal("deputy", answer.Refusal?.Code);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Whoever_has_no_factor_or_no_right_of_their_own_is_lent_nothing(bool withFactor, bool withRight)
    {
        var ben = await cluster.JoinAsync(_approver, withFactor: true, Approver);
        var dora = await cluster.JoinAsync(_deputy, withFactor, withRight ? [Author] : []);
        Assert.Null((await NameAsync(ben, until: Tomorrow)).Refusal?.Message);
        cluster.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("not-allowed", await RejectAsync(dora));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_its_field()
    {
        var (ben, _) = await JoinBothAsync();
        var now = cluster.Clock.GetUtcNow();

        Assert.Equal("same-person", (await AsAsync(ben, () => Deputies.NameAsync(_approver, null, Tomorrow, "x"))).Refusal?.Code);
        Assert.Equal("not-found", (await AsAsync(ben, () => Deputies.NameAsync("nobody", null, Tomorrow, "x"))).Refusal?.Code);
        Assert.Equal("reason", (await AsAsync(ben, () => Deputies.NameAsync(_deputy, null, Tomorrow, ""))).Refusal?.Code);
        Assert.Equal("until", (await NameAsync(ben, until: now.AddMinutes(59))).Refusal?.Field);
        Assert.Equal("until", (await NameAsync(ben, until: now.AddDays(31))).Refusal?.Field);
        Assert.Null((await NameAsync(ben, until: now.AddDays(30))).Refusal?.Message);
    }

    [Fact]
    public async Task A_call_that_is_repeated_names_nobody_twice_and_begins_no_new_delay()
    {
        var (ben, dora) = await JoinBothAsync();
        var until = Tomorrow;
        await NameAsync(ben, until);
        cluster.Clock.Advance(TimeSpan.FromHours(1));

        var again = await NameAsync(ben, until);

        Assert.Equal("second-factor", again.Refusal?.Code);
        Assert.Single(again.Deputies, one => one.Deputy == _deputy);
        Assert.Equal("reached", await RejectAsync(dora));
    }

    private static string Unique(string name) => $"{name}-{Guid.NewGuid():N}"[..20];

    private async Task<(string Ben, string Dora)> JoinBothAsync() => (
        await cluster.JoinAsync(_approver, withFactor: true, Approver),
        await cluster.JoinAsync(_deputy, withFactor: true, Author));

    private Task<DeputyAnswer> NameAsync(string token, DateTimeOffset until) =>
        AsAsync(token, () => Deputies.NameAsync(_deputy, null, until, "On holiday."));

    /// <summary>Why the filter refused; <c>reached</c> if the campaign said itself what it has to say.</summary>
    private async Task<string> RejectAsync(string token)
    {
        try
        {
            var campaign = cluster.Grains.GetGrain<ICampaignGrain>(GuardedCluster.Campaign);
            var answer = await AsAsync(token, () => campaign.RejectAsync("Not like that."));
            return answer.Refusal?.Code == "state" ? "reached" : answer.Refusal?.Code ?? "done";
        }
        catch (CallRefusedException refused)
        {
            return refused.Refusal.Code;
        }
    }

    private static async Task<T> AsAsync<T>(string token, Func<Task<T>> call)
    {
        RequestContext.Clear();
        RequestContext.Set(CallerToken.ContextKey, token);
        return await call();
    }
}
