using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class SendTimeRuleTests
{
    private static readonly SendTimeRule Rule = new();

    [Theory]
    [InlineData(MailClass.Marketing, 7, GuardLevel.Warn)]
    [InlineData(MailClass.Marketing, 8, null)]
    [InlineData(MailClass.Marketing, 20, null)]
    [InlineData(MailClass.Marketing, 21, GuardLevel.Warn)]
    [InlineData(MailClass.Notice, 3, null)]
    [InlineData(MailClass.Unstated, 3, null)]
    public void Advertising_is_scheduled_by_day(MailClass mailClass, int hour, GuardLevel? level)
    {
        var campaign = Campaign with
        {
            Class = mailClass,
            SendAt = new DateTimeOffset(2026, 11, 26, hour, 0, 0, TimeSpan.FromHours(9)).ToUniversalTime(),
        };

        Assert.Equal(level, Run(Rule, campaign, Row).Worst());
    }

    [Fact]
    public void Without_a_schedule_the_night_is_only_told()
    {
        var campaign = Campaign with { Class = MailClass.Marketing, Now = Campaign.Now.AddHours(12) };

        Assert.Equal(GuardLevel.Info, Run(Rule, campaign, Row).Worst());
    }

    [Fact]
    public void A_holiday_is_one_in_the_recipients_time()
    {
        var campaign = Campaign with
        {
            Class = MailClass.Marketing,
            SendAt = new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero),
            Options = new GuardOptions { Holidays = [new DateOnly(2027, 1, 1)] },
        };

        Assert.Equal(GuardLevel.Warn, Run(Rule, campaign, Row).Worst());
        Assert.Null(Run(Rule, campaign with { SendAt = campaign.SendAt.Value.AddDays(1) }, Row).Worst());
    }

    [Fact]
    public void A_schedule_in_the_past_is_warned_of()
    {
        Assert.Equal(
            GuardLevel.Warn, Run(Rule, Campaign with { SendAt = Campaign.Now.AddMinutes(-1) }, Row).Worst());
    }
}
