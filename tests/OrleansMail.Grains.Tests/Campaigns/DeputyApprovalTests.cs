using OrleansMail.Cluster;
using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>An approval in somebody's place is that person's: it counts once, and not where they may not approve.</summary>
[Collection(ClusterTests.Name)]
public sealed class DeputyApprovalTests(ClusterFixture cluster)
{
    private readonly Draft _draft = new(cluster, $"dep-{Guid.NewGuid():N}") { Rules = new ApprovalRules { Approvals = 2, More = 2 } };

    private static CampaignSettings Settings { get; } = Draft.Settings with { From = "News <news@deputies.test>" };

    [Theory]
    [InlineData("ann")]
    [InlineData("olga")]
    public async Task The_deputy_of_an_author_or_of_whoever_set_the_rules_approves_nothing(string approver)
    {
        var hash = await _draft.SubmitAsync(Settings);

        var answer = await _draft.ApproveAsync(For(approver), hash);

        Assert.Equal("deputy", answer.Refusal?.Code);
        Assert.Empty(answer.Status.Approvals);
    }

    [Fact]
    public async Task An_author_is_nobodys_deputy_for_it()
    {
        var hash = await _draft.SubmitAsync(Settings);

        var answer = await _draft.ApproveAsync(Someone.Ann with { DeputyOf = "ben" }, hash);

        Assert.Equal("same-person", answer.Refusal?.Code);
    }

    [Fact]
    public async Task An_approver_and_the_deputy_are_one_approval_and_the_status_names_both()
    {
        var hash = await _draft.SubmitAsync(Settings);

        Assert.Null((await _draft.ApproveAsync(For("ben"), hash)).Refusal?.Message);
        var both = await _draft.ApproveAsync(Someone.Ben, hash);
        Assert.Null(both.Refusal?.Message);
        Assert.Equal(CampaignPhase.Submitted, both.Status.State);
        Assert.Equal(["dora", "ben"], both.Status.Approvals);
        Assert.Equal(["dora for ben"], both.Status.Deputies);

        var enough = await _draft.ApproveAsync(Someone.Named("eve"), hash);
        Assert.Equal(CampaignPhase.Approved, enough.Status.State);
    }

    private static Caller For(string approver) => Someone.Named("dora") with { DeputyOf = approver };
}
