using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class TextAndHtmlRuleTests
{
    private static readonly TextAndHtmlRule Rule = new();

    [Theory]
    [InlineData("4月1日に開催", "<p>4月1日に開催</p>", null)]
    [InlineData("4月1日に開催", "<p>2026/4/1に開催</p>", null)]
    [InlineData("4月1日に開催", "<p>4月2日に開催</p>", GuardLevel.Warn)]
    [InlineData("April 1st", "<p>1 April 2026</p>", null)]
    [InlineData("April 1st", "<p>April 2nd</p>", GuardLevel.Warn)]
    [InlineData("1,980円", "<p>¥1,980</p>", null)]
    [InlineData("1,980円", "<p>2,980円</p>", GuardLevel.Warn)]
    [InlineData("$19", "<p>nothing</p>", GuardLevel.Warn)]
    [InlineData("https://shop.test/a", "<a href=\"https://www.shop.test/b\">shop</a>", null)]
    [InlineData("https://shop.test/a", "<a href=\"https://other.test/b\">shop</a>", GuardLevel.Warn)]
    [InlineData("", "<p>hello</p>", GuardLevel.Warn)]
    [InlineData("hello", "", null)]
    [InlineData("hello", "<img src=\"https://shop.test/a.png\">", GuardLevel.Warn)]
    [InlineData("hello", "<img src=\"https://shop.test/a.png\" alt=\"\">", null)]
    [InlineData("hello", "<img src=\"https://shop.test/o.gif\" width=\"1\" height=\"1\">", null)]
    [InlineData("hello", "<form action=\"x\"></form>", GuardLevel.Warn)]
    [InlineData("caf\uFFFD", "<p>x</p>", GuardLevel.Warn)]
    [InlineData("縺薙ｓ縺ｫ縺｡縺ｯ", "", GuardLevel.Warn)]
    [InlineData("㈱見本 ①", "", GuardLevel.Info)]
    public void Text_and_HTML_say_the_same(string text, string html, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Campaign, Row with { Text = text, Html = html }).Worst());
    }

    [Theory]
    [InlineData('a', 104_440, null)]
    [InlineData('a', 104_449, GuardLevel.Warn)]
    [InlineData('あ', 34_817, GuardLevel.Warn)]
    public void HTML_that_would_be_clipped_is_warned_of(char letter, int length, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Campaign, Row with { Text = "x", Html = new string(letter, length) }).Worst());
    }
}
