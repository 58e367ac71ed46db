using OrleansMail.Cluster;
using OrleansMail.Guard;
using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <summary>The finished mails that an approver must have been shown.</summary>
[Collection(ClusterTests.Name)]
public sealed class ReviewedMailsTests(ClusterFixture cluster)
{
    private readonly string _id = $"m-{Guid.NewGuid():N}";
    private readonly string _domain = $"{Guid.NewGuid():N}.test";

    private CampaignSettings Settings => Draft.Settings with { From = $"News <news@{_domain}>", HoldFor = TimeSpan.Zero };

    [Fact]
    public Task Nobody_approves_before_they_were_shown_the_mails_that_the_guard_chose() => WithPreviewsAsync(async () =>
    {
        var draft = New();
        var hash = await draft.SubmitAsync(Settings);
        await Someone.Ben.AsAsync(draft.Review.ReviewAsync);
        cluster.Clock.Advance(TimeSpan.FromSeconds(10));
        var unseen = (await Someone.Ben.AsAsync(() => draft.Campaign.ApproveAsync(hash))).Refusal;
        Assert.Equal("review", unseen?.Code);
        Assert.Contains("mails", unseen!.Message, StringComparison.Ordinal);

        var shown = await Someone.Ben.AsAsync(draft.Review.MailsAsync);

        Assert.Equal([(3, "longest name"), (7, "at random")], shown.Mails.Select(mail => ((int)mail.Mail.Row, mail.Reason)));
        Assert.All(shown.Mails, mail => Assert.Equal(("a***@mail.test", "Hello"), (mail.Mail.To, mail.Mail.Subject)));
        Assert.True((await Someone.Ben.AsAsync(() => draft.Campaign.ApproveAsync(hash))).Done);
    });

    [Fact]
    public Task What_another_approver_or_of_another_submission_was_shown_does_not_count() => WithPreviewsAsync(async () =>
    {
        var draft = New();
        await draft.SubmitAsync(Settings);
        await draft.LookAsync(Someone.Ben);
        var hash = await draft.SubmitAsync(Settings with { TimeToLive = TimeSpan.FromHours(1) });
        await Someone.Ben.AsAsync(draft.Review.ReviewAsync);
        await draft.LookAsync(Someone.Named("eve"));
        cluster.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("review", (await Someone.Ben.AsAsync(() => draft.Campaign.ApproveAsync(hash))).Refusal?.Code);
        Assert.True((await Someone.Named("eve").AsAsync(() => draft.Campaign.ApproveAsync(hash))).Done);
    });

    [Fact]
    public async Task The_mails_come_after_the_submission_and_after_the_review()
    {
        var draft = New();
        await draft.WriteAsync(Settings);
        Assert.Equal("state", (await Someone.Ben.AsAsync(draft.Review.MailsAsync)).Refusal?.Code);

        await draft.SubmitAsync(Settings);

        Assert.Equal("review", (await Someone.Ben.AsAsync(draft.Review.MailsAsync)).Refusal?.Code);
        Assert.Equal("not-found", (await new Draft(cluster, $"{_id}-none").Review.MailsAsync()).Refusal?.Code);
    }

    [Fact]
    public async Task A_review_says_that_there_are_mails_to_see_only_to_who_may_approve()
    {
        var draft = New();
        await draft.SubmitAsync(Settings);
        var approver = Someone.Ben with { Grants = [new Grant(Right.CampaignApprove, _domain)] };
        var elsewhere = Someone.Named("eve") with { Grants = [new Grant(Right.CampaignApprove, "other.test")] };

        Assert.True((await approver.AsAsync(draft.Review.ReviewAsync)).Review!.HasMailsToSee);
        Assert.False((await elsewhere.AsAsync(draft.Review.ReviewAsync)).Review!.HasMailsToSee);
        var author = Someone.Ann with { Grants = approver.Grants };
        Assert.False((await author.AsAsync(draft.Review.ReviewAsync)).Review!.HasMailsToSee);
    }

    [Fact]
    public async Task Of_a_stream_which_has_no_rows_yet_samples_are_shown()
    {
        var draft = new Draft(cluster, $"{_domain}/codes");
        var hash = await draft.SubmitAsync(Settings with { IsStream = true });
        await Someone.Ben.AsAsync(draft.Review.ReviewAsync);
        cluster.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("review", (await Someone.Ben.AsAsync(() => draft.Campaign.ApproveAsync(hash))).Refusal?.Code);

        var shown = await Someone.Ben.AsAsync(draft.Review.MailsAsync);

        var mail = Assert.Single(shown.Mails);
        Assert.Equal(("as it is written", MailPreview.NoRow, "«address»"), (mail.Reason, mail.Mail.Row, mail.Mail.To));
        Assert.True((await Someone.Ben.AsAsync(() => draft.Campaign.ApproveAsync(hash))).Done);
    }

    private Draft New() => new(cluster, _id) { Rules = new ApprovalRules { More = 1 } };

    private async Task WithPreviewsAsync(Func<Task> test)
    {
        cluster.Guard.Previews = [new GuardPreview(3, "longest name"), new GuardPreview(7, "at random")];
        try
        {
            await test();
        }
        finally
        {
            cluster.Guard.Previews = [];
        }
    }
}
