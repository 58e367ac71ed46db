using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class SenderRuleTests
{
    private static readonly SenderRule Rule = new();

    private static readonly GuardCampaign Plain = Campaign with
    {
        FromName = "Shop",
        FromAddress = "news@shop.co.jp",
        FromDomain = "shop.co.jp",
    };

    [Theory]
    [InlineData("Shop", null)]
    [InlineData("見本商店 ニュース", null)]
    [InlineData("Shop ✅", GuardLevel.Warn)]
    [InlineData("Shop 🎉", GuardLevel.Warn)]
    [InlineData("Shop (2)", GuardLevel.Warn)]
    [InlineData("{{ name }}", GuardLevel.Warn)]
    [InlineData("ceo@bank.jp", GuardLevel.Warn)]
    [InlineData("help@mail.shop.co.jp", null)]
    public void A_display_name_is_a_name(string name, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Plain with { FromName = name }, Row).Worst());
    }

    [Theory]
    [InlineData("news@shop.co.jp", null, MailClass.Marketing, null)]
    [InlineData("noreply@shop.co.jp", null, MailClass.Marketing, GuardLevel.Warn)]
    [InlineData("no-reply@shop.co.jp", null, MailClass.Transactional, GuardLevel.Info)]
    [InlineData("noreply@shop.co.jp", "Shop <help@shop.co.jp>", MailClass.Marketing, null)]
    [InlineData("news@shop.co.jp", "do-not-reply@shop.co.jp", MailClass.Marketing, GuardLevel.Warn)]
    [InlineData("news@shop.co.jp", "help@support.shop.co.jp", MailClass.Marketing, null)]
    [InlineData("news@shop.co.jp", "help@elsewhere.co.jp", MailClass.Marketing, GuardLevel.Warn)]
    public void Answers_reach_somebody(string from, string? replyTo, MailClass mailClass, GuardLevel? level)
    {
        var campaign = Plain with { FromAddress = from, ReplyTo = replyTo, Class = mailClass };

        Assert.Equal(level, Run(Rule, campaign, Row).Worst());
    }

    [Fact]
    public void Nobody_else_sends_as_a_mailbox_provider()
    {
        Assert.Equal(GuardLevel.Block, Run(Rule, Plain with { FromDomain = "gmail.com" }, Row).Worst());
        Assert.Equal(GuardLevel.Block, Run(Rule, Plain with { FromDomain = "docomo.ne.jp" }, Row).Worst());
    }
}
