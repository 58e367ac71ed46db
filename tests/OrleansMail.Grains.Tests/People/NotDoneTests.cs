using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Reports;

namespace OrleansMail.People;

/// <summary>What the right allows and a rule refuses stands in the trail as not done.</summary>
public sealed class NotDoneTests(GuardedCluster cluster) : IClassFixture<GuardedCluster>
{
    [Fact]
    public async Task What_a_rule_refuses_has_a_second_entry_that_says_so()
    {
        RequestContext.Set(CallerToken.ContextKey, cluster.Token);
        var before = cluster.Audit[GuardedCluster.Domain].Length;

        var answer = await cluster.Grains.GetGrain<ICampaignGrain>(GuardedCluster.Campaign).ApproveAsync("abc");

        Assert.Equal("state", answer.Refusal?.Code);
        var entries = cluster.Audit[GuardedCluster.Domain][before..];
        Assert.Equal(
            [("campaign.approve", "Allowed", "Campaign.Approve hash=abc"), ("not-done", "Noted", "Campaign.Approve state")],
            entries.Select(entry => (entry.Action, entry.Result, entry.Detail)));
        Assert.All(entries, entry => Assert.Equal(
            (GuardedCluster.Name, $"campaign:{GuardedCluster.Campaign}"), (entry.Caller, entry.Target)));
    }

    [Fact]
    public async Task What_a_rule_refuses_about_people_and_keys_has_one_too()
    {
        RequestContext.Set(CallerToken.ContextKey, cluster.Token);
        var before = cluster.Audit[IAuditGrain.SystemTrail].Length;

        var disabled = await cluster.Grains.GetGrain<IUserGrain>(GuardedCluster.Name).DisableAsync(true);
        var limited = await cluster.Grains.GetGrain<IRolesGrain>(0).AllowAsync("king", ["192.0.2.0/24"]);

        Assert.Equal("role", limited.Refusal?.Code);
        var entries = cluster.Audit[IAuditGrain.SystemTrail][before..];
        Assert.Equal(
            [
                ("user.manage", "User.Disable disabled=True"), ("not-done", $"User.Disable {disabled.Refusal?.Code}"),
                ("user.manage", "Roles.Allow role=king addresses=192.0.2.0/24"), ("not-done", "Roles.Allow role"),
            ],
            entries.Select(entry => (entry.Action, entry.Detail)));
    }

    [Fact]
    public async Task What_is_done_has_no_second_entry_and_looking_has_none_at_all()
    {
        RequestContext.Set(CallerToken.ContextKey, cluster.Token);
        var before = cluster.Audit[GuardedCluster.Domain].Length;

        var rules = await cluster.Grains.GetGrain<IApprovalRulesGrain>(GuardedCluster.Domain).SetAsync(new ApprovalRules());
        await cluster.Grains.GetGrain<IReportGrain>(0).CampaignsAsync();

        Assert.Null(rules.Refusal?.Message);
        Assert.Equal("ApprovalRules.Set", Assert.Single(cluster.Audit[GuardedCluster.Domain][before..]).Detail.Split(' ')[0]);
    }
}
