using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class PurposeRuleTests
{
    private static readonly PurposeRule Rule = new();

    [Theory]
    [InlineData("unsubscribed", "1", MailClass.Notice, GuardLevel.Block)]
    [InlineData("配信停止", "済", MailClass.Unstated, GuardLevel.Block)]
    [InlineData("unsubscribed", "0", MailClass.Marketing, null)]
    [InlineData("unsubscribed", "", MailClass.Marketing, null)]
    [InlineData("opt_in", "no", MailClass.Marketing, GuardLevel.Block)]
    [InlineData("opt_in", "no", MailClass.Unstated, GuardLevel.Warn)]
    [InlineData("opt_in", "no", MailClass.Transactional, null)]
    [InlineData("opt_in", "yes", MailClass.Marketing, null)]
    [InlineData("同意", "未同意", MailClass.Marketing, GuardLevel.Block)]
    [InlineData("unsubscribe_url", "1", MailClass.Marketing, null)]
    public void Nobody_who_has_left_is_written_to(string column, string value, MailClass mailClass, GuardLevel? level)
    {
        var campaign = Campaign with { Columns = ["name", column], Class = mailClass };

        Assert.Equal(level, Run(Rule, campaign, Recipient("a@mail.test", "Ann", value)).Worst());
    }

    [Theory]
    [InlineData("セール開催中! 全品半額、送料無料", MailClass.Transactional, GuardLevel.Warn)]
    [InlineData("セール開催中! 全品半額、送料無料", MailClass.Marketing, null)]
    [InlineData("ご注文ありがとうございます。送料無料です。", MailClass.Transactional, null)]
    public void A_receipt_is_no_advertising(string text, MailClass mailClass, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Campaign with { Class = mailClass }, Row with { Text = text }).Worst());
    }
}
