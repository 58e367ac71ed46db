namespace OrleansMail.Incidents;

public sealed class HaltsTests
{
    // What was done, minute by minute; "-" before it: refused for want of the right, "!" after it: a rule refused it.
    [Theory]
    [InlineData("", null)]
    [InlineData("Campaign.Start", null)]
    [InlineData("Campaign.Start Campaign.Pause", 2)]
    [InlineData("Campaign.Start Campaign.Pause Stop.Stop", 2)]
    [InlineData("Campaign.Start Campaign.Pause Campaign.Resume", null)]
    [InlineData("Campaign.Start Campaign.Pause Campaign.Resume Campaign.Resume! Stop.Stop", 2)]
    [InlineData("Campaign.Start Campaign.Pause Campaign.Resume Campaign.Resume Campaign.Resume! Stop.Stop", 6)]
    [InlineData("Campaign.Start Campaign.Resume Stop.Stop Campaign.Resume!", 3)]
    [InlineData("Campaign.Start Stop.Stop Campaign.Resume Campaign.Resume!", 2)]
    [InlineData("Campaign.Start Campaign.Pause Campaign.Pause!", null)]
    [InlineData("Campaign.Start -Campaign.Pause", null)]
    [InlineData("Campaign.Start automatic-stop Campaign.Cancel", 2)]
    [InlineData("Campaign.Start CampaignReview.Withdraw -Campaign.Resume", 2)]
    public void It_holds_since_the_first_act_after_which_nothing_let_it_go_on(string acts, int? minute)
    {
        var all = acts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, index) => new IncidentAct(
            DateTimeOffset.UnixEpoch.AddMinutes(index + 1), "ann", "Person", text.Trim('-', '!'), "campaign:spring",
            text[0] == '-' ? "Refused" : text[^1] == '!' ? IncidentAct.NotDone : "Allowed", "", "example.com", index + 1));

        Assert.Equal(minute is { } at ? DateTimeOffset.UnixEpoch.AddMinutes(at) : null, Halts.Of(all));
    }
}
