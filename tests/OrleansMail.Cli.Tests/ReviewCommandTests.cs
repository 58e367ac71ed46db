using OrleansMail.Campaigns;
using OrleansMail.Fakes;

namespace OrleansMail;

/// <summary>What people do between check and start.</summary>
public sealed class ReviewCommandTests(FakeSilo silo)
{
    private const string Key = "subject/Subject/warn/1";

    [Fact]
    public async Task A_review_shows_findings_domains_differences_and_what_comes_next()
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "review", "review-1");

        Assert.Equal(0, ran.Code);
        Assert.DoesNotContain('\u001b', ran.Out);
        foreach (var shown in new[]
        {
            Key, "[red]It is long.", "ann: It has to be.", "example.org", "1 others", "2: an attachment", "50, then a pause",
            "Last time: recipients: 8 → 10 (+25 %)", "campaign accept review-1 --finding KEY",
            "campaign approve review-1 --hash abc123", "--- row 3: longest name", "To: y***@example.org", "Subject: Spring[/]",
            "Dear Yui", "… 10 more characters", "--- row 7: at random",
            "--- no field filled", "4 when it was checked: they get no mail",
        })
        {
            Assert.Contains(shown, ran.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_review_as_JSON_has_exactly_the_published_fields()
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "review", "review-2", "--json");

        string[] fields =
        [
            "id", "hash", "settings", "recipients", "columns", "checkedAt", "findings", "accepted", "confirmed",
            "approvalsNeeded", "approvalReasons", "domains", "otherDomains", "otherRecipients", "differences",
            "mayApproveFrom", "mails", "suppressed",
        ];
        Assert.Equal(fields, ran.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(Key, ran.Json.GetProperty("findings")[0].GetProperty("key").GetString());
        Assert.Equal(10, ran.Json.GetProperty("settings").GetProperty("holdFor").GetDouble());
        Assert.Equal("longest name", ran.Json.GetProperty("mails")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Mails_are_not_asked_for_by_who_approves_nothing()
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "review", "author-1");

        Assert.Equal(0, ran.Code);
        Assert.DoesNotContain("Subject: Spring", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_whose_mails_cannot_be_shown_is_none()
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "review", "forgotten-1", "--json");

        Assert.Equal(1, ran.Code);
        Assert.Equal("forgotten", ran.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(CampaignPhase.Checked, "accepted")]
    [InlineData(CampaignPhase.Submitted, "confirmed")]
    [InlineData(CampaignPhase.Paused, "confirmed")]
    public async Task Accept_is_the_authors_before_the_submission_and_the_approvers_after_it(
        CampaignPhase state, string told)
    {
        var id = $"accept-{state}";
        await silo.Grains.GetGrain<IFakeCampaignGrain>(id).SetAsync(new CampaignStatus(
            id, state, 1, 1, 0, 0, 0, 0, 0, 0, 0, null, null, [], null, null, null, null, null, null));

        var ran = await Ran.AsyncOn(silo, "campaign", "accept", id, "--finding", Key, "--reason", "Fine.", "--json");

        Assert.Equal(0, ran.Code);
        Assert.Equal($"{told} {Key}: Fine.", ran.Json.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Withdraw_and_resume_say_why()
    {
        var withdrawn = await Ran.AsyncOn(silo, "campaign", "withdraw", "back-1", "--reason", "wrong price", "--json");
        var resumed = await Ran.AsyncOn(silo, "campaign", "resume", "back-1", "--reason", "mended", "--json");

        Assert.Equal("wrong price", withdrawn.Json.GetProperty("reason").GetString());
        Assert.Equal("Paused", withdrawn.Json.GetProperty("state").GetString());
        Assert.Equal("mended", resumed.Json.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Rules_are_shown_and_what_is_not_given_stays()
    {
        var shown = await Ran.AsyncOn(silo, "domain", "rules", "rules.example.com", "--json");
        var first = await Ran.AsyncOn(silo, "domain", "rules", "rules.example.com", "--more", "1", "--expires", "2h", "--json");
        var second = await Ran.AsyncOn(silo, "domain", "rules", "rules.example.com", "--first-campaign", "false", "--json");
        var refused = await Ran.AsyncOn(silo, "domain", "rules", "rules.example.com", "--approvals", "9", "--json");

        Assert.Equal(0, shown.Json.GetProperty("version").GetInt32());
        Assert.Equal((1, 7200.0), (first.Json.GetProperty("more").GetInt32(), first.Json.GetProperty("expiresAfter").GetDouble()));
        Assert.Equal(
            (1, false, 2),
            (second.Json.GetProperty("more").GetInt32(), second.Json.GetProperty("firstCampaign").GetBoolean(),
                second.Json.GetProperty("version").GetInt32()));
        Assert.Equal(1, refused.Code);
        Assert.Equal("approvals", refused.Json.GetProperty("error").GetProperty("field").GetString());
    }
}
