using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class LinksRuleTests
{
    private static readonly LinksRule Rule = new();

    [Theory]
    [InlineData("https://shop.test/a", null)]
    [InlineData("http://shop.test/a", GuardLevel.Warn)]
    [InlineData("https://bit.ly/3abc", GuardLevel.Warn)]
    [InlineData("https://198.51.100.7/a", GuardLevel.Warn)]
    [InlineData("https://bank.test@evil.test/a", GuardLevel.Warn)]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\">", null)]
    [InlineData("no link at all", null)]
    public void A_link_names_its_host_by_https(string text, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Campaign, Row with { Text = text }).Worst());
    }

    [Theory]
    [InlineData("<a href=\"https://shop.test/a\">shop.test</a>", null)]
    [InlineData("<a href=\"https://www.shop.co.jp/a\">https://shop.co.jp</a>", null)]
    [InlineData("<a href=\"https://shop.test/a\">Go to the shop.</a>", null)]
    [InlineData("<a href=\"https://click.test/a\">https://shop.co.jp/</a>", GuardLevel.Warn)]
    [InlineData("<a href=\"\">shop</a>", GuardLevel.Warn)]
    [InlineData("<a href=\"#\">shop</a>", GuardLevel.Warn)]
    [InlineData("<a href=\"#top\">top</a><a name=\"top\"></a>", null)]
    [InlineData("<a href=\"/cart\">cart</a>", GuardLevel.Warn)]
    [InlineData("<a href=\"https:/shop.test\">shop</a>", GuardLevel.Block)]
    [InlineData("<a href=\"https://\">shop</a>", GuardLevel.Block)]
    [InlineData("<a href=\"htps://shop.test\">shop</a>", GuardLevel.Block)]
    [InlineData("<a href=\"https://https://shop.test\">shop</a>", GuardLevel.Block)]
    [InlineData("<a href=\"javascript:alert(1)\">shop</a>", GuardLevel.Block)]
    [InlineData("<a href=\"file:///C:/Users/a.html\">shop</a>", GuardLevel.Block)]
    [InlineData("<a href=\"C:\\Users\\a.html\">shop</a>", GuardLevel.Block)]
    [InlineData("<a href=\"mailto:help@shop.test\">help</a>", null)]
    [InlineData("<a href=\"mailto:help@shop.test?subject=stop\">help</a>", null)]
    [InlineData("<a href=\"mailto:help\">help</a>", GuardLevel.Block)]
    [InlineData("<a href=\"mailto:\">help</a>", GuardLevel.Block)]
    [InlineData("<a href=\"tel:0120123456\">call</a>", null)]
    public void A_link_leads_where_it_says(string html, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Campaign, Row with { Html = html }).Worst());
    }

    [Theory]
    [InlineData("https://shop.test/my?t=a8Kd93jfLsQ02mXz", true, GuardLevel.Warn)]
    [InlineData("https://shop.test/my?t=a8Kd93jfLsQ02mXz", false, null)]
    [InlineData("https://shop.test/autumn-sale", true, null)]
    public void A_personal_link_that_all_share_is_warned_of(string link, bool same, GuardLevel? level)
    {
        var rows = Enumerable.Range(10, 20).Select(row => Recipient($"u{row}@mail.test", "A", same ? link : $"{link}{row}"));

        Assert.Equal(level, Run(Rule, Campaign, rows).Worst());
    }

    [Fact]
    public void A_link_that_comes_from_a_value_is_read_in_every_row()
    {
        var rows = Enumerable.Range(0, 10).Select(row =>
            Row with { Text = row < 7 ? "https://shop.test" : "http://shop.test" });

        Assert.Equal(3, Assert.Single(Run(Rule, Campaign, rows)).Count);
    }
}
