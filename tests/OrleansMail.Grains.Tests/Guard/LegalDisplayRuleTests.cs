using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class LegalDisplayRuleTests
{
    private const string Whole =
        "秋の新商品のご案内です。\r\n\r\n株式会社見本商店\r\n〒100-0001 東京都千代田区千代田1-1\r\nお問い合わせ: 03-1234-5678\r\n"
        + "配信停止はこちら: https://shop.test/stop";

    private const string English =
        "Autumn news.\r\n\r\nSample Shop Inc., 12 Harbour Street, Dublin\r\nQuestions: help@shop.test\r\n"
        + "Unsubscribe: https://shop.test/u/1";

    private static readonly LegalDisplayRule Rule = new();
    private static readonly GuardCampaign Marketing = Campaign with { Class = MailClass.Marketing, FromName = "見本" };

    [Theory]
    [InlineData(Whole, "", null)]
    [InlineData(English, "", null)]
    [InlineData(Whole, "株式会社見本商店", GuardLevel.Block)]
    [InlineData(Whole, "配信停止はこちら: https://shop.test/stop", GuardLevel.Block)]
    [InlineData(Whole, ": https://shop.test/stop", GuardLevel.Block)]
    [InlineData(Whole, "〒100-0001 東京都千代田区千代田1-1", GuardLevel.Warn)]
    [InlineData(Whole, "お問い合わせ: 03-1234-5678", GuardLevel.Warn)]
    [InlineData(English, "Sample Shop Inc., ", GuardLevel.Block)]
    [InlineData(English, "12 Harbour Street, Dublin", GuardLevel.Warn)]
    public void Advertising_shows_what_the_law_wants(string text, string without, GuardLevel? level)
    {
        // 見本 is in the name of the company.
        text = without.Length == 0 ? text : text.Replace(without, "", StringComparison.Ordinal);

        Assert.Equal(level, Run(Rule, Marketing, Row with { Text = text }).Worst());
    }

    [Theory]
    [InlineData("<p>{0}</p>", null)]
    [InlineData("<p style=\"font-size:0\"><span style=\"font-size:12px\">{0}</span></p>", null)]
    [InlineData("<p style=\"display:none\">{0}</p>", GuardLevel.Block)]
    [InlineData("<p style=\"font-size: 6px\">{0}</p>", GuardLevel.Block)]
    [InlineData("<div hidden>{0}</div>", GuardLevel.Block)]
    [InlineData("<!-- {0} -->", GuardLevel.Block)]
    public void It_can_be_seen_in_the_HTML_too(string frame, GuardLevel? level)
    {
        var html = frame.Replace("{0}", Whole, StringComparison.Ordinal);
        var findings = Run(Rule, Marketing, Row with { Text = Whole, Html = html });

        Assert.Equal(level, findings.Worst());
        Assert.All(findings, finding => Assert.Equal("html", finding.Field));
    }

    [Fact]
    public void A_link_may_say_where_to_leave()
    {
        const string Html = "<p>株式会社見本 〒100-0001 03-1234-5678</p><a href=\"https://shop.test/x?k=1\">配信停止</a>";

        Assert.Null(Run(Rule, Marketing, Row with { Text = "", Html = Html }).Worst());
    }

    [Theory]
    [InlineData(MailClass.Notice, false, null)]
    [InlineData(MailClass.Transactional, false, null)]
    [InlineData(MailClass.Unstated, true, null)]
    [InlineData(MailClass.Unstated, false, GuardLevel.Warn)]
    [InlineData(MailClass.Marketing, false, GuardLevel.Block)]
    public void Only_advertising_is_asked_for_it(MailClass mailClass, bool isStream, GuardLevel? level)
    {
        var campaign = Campaign with { Class = mailClass, IsStream = isStream };

        Assert.Equal(level, Run(Rule, campaign, Row with { Text = "hello" }).Worst());
    }
}
