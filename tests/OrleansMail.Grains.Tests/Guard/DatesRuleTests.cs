using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class DatesRuleTests
{
    private static readonly DatesRule Rule = new();

    // Today is Wednesday, 25 November 2026.
    [Theory]
    [InlineData("2026年12月1日（火）", null)]
    [InlineData("2026年12月1日（水）", GuardLevel.Warn)]
    [InlineData("令和8年12月1日(火)", null)]
    [InlineData("令和8年12月1日(金)", GuardLevel.Warn)]
    [InlineData("12月1日（火・祝）", null)]
    [InlineData("１２月１日（水）", GuardLevel.Warn)]
    [InlineData("12/1(火)", null)]
    [InlineData("12/1(水)", GuardLevel.Warn)]
    [InlineData("12月1日水曜日", GuardLevel.Warn)]
    [InlineData("1月15日（金）", null)]
    [InlineData("Tuesday, December 1, 2026", null)]
    [InlineData("Wednesday, December 1, 2026", GuardLevel.Warn)]
    [InlineData("Wed, 1 Dec", GuardLevel.Warn)]
    [InlineData("December 1 (Tue)", null)]
    [InlineData("December 1st (Thurs)", GuardLevel.Warn)]
    [InlineData("2026年13月45日（火）", null)]
    [InlineData("version 3.12.1", null)]
    public void A_date_and_its_weekday_fit(string text, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Campaign, Row with { Text = text }).Worst());
        Assert.Equal(level, Run(Rule, Campaign, Row with { Html = $"<p>{text}</p>" }).Worst());
    }

    [Theory]
    [InlineData("お申し込みは11月20日まで", GuardLevel.Warn)]
    [InlineData("お申し込みは11月30日まで", null)]
    [InlineData("11月20日10時から11時まで停止しました", null)]
    [InlineData("開催日時：2026年10月3日", GuardLevel.Warn)]
    [InlineData("ご注文日：2026年10月3日", null)]
    [InlineData("2026年10月3日のご注文について", null)]
    [InlineData("Register by October 3, 2026", GuardLevel.Warn)]
    [InlineData("Register by December 3, 2026", null)]
    [InlineData("You joined on October 3, 2026", null)]
    public void What_is_to_come_lies_ahead(string text, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Campaign, Row with { Text = text }).Worst());
    }

    [Theory]
    [InlineData(0, "本日限り", null)]
    [InlineData(2, "本日限り", GuardLevel.Warn)]
    [InlineData(2, "Only today", GuardLevel.Warn)]
    [InlineData(2, "いつも", null)]
    [InlineData(null, "本日限り", null)]
    public void Today_is_the_day_on_which_it_is_read(int? days, string text, GuardLevel? level)
    {
        var campaign = Campaign with { SendAt = days is { } later ? Campaign.Now.AddDays(later) : null };

        Assert.Equal(level, Run(Rule, campaign, Row with { Text = text }).Worst());
    }

    [Theory]
    [InlineData("1,980円", MailClass.Marketing, GuardLevel.Warn)]
    [InlineData("1,980円（税込）", MailClass.Marketing, null)]
    [InlineData("500円引き、300円分のポイント", MailClass.Marketing, null)]
    [InlineData("1,980円", MailClass.Transactional, null)]
    public void A_price_says_whether_tax_is_in_it(string text, MailClass mailClass, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Campaign with { Class = mailClass }, Row with { Text = text }).Worst());
    }
}
