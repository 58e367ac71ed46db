using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class TestLeftoversRuleTests
{
    private static readonly GuardRow Live = Recipient("someone@mail-of-someone.net", "Someone");

    [Theory]
    [InlineData("Lorem ipsum dolor", GuardLevel.Block)]
    [InlineData("ダミーテキスト", GuardLevel.Block)]
    [InlineData("ここにテキストが入ります", GuardLevel.Block)]
    [InlineData("http://localhost/a", GuardLevel.Block)]
    [InlineData("http://localhost:8080", GuardLevel.Block)]
    [InlineData("https://127.0.0.1/x", GuardLevel.Block)]
    [InlineData("https://[::1]/x", GuardLevel.Block)]
    [InlineData("https://192.168.1.4/x", GuardLevel.Block)]
    [InlineData("https://172.16.0.1/x", GuardLevel.Block)]
    [InlineData("https://staging.shop.net/x", GuardLevel.Block)]
    [InlineData("https://user@dev.shop.net/x", GuardLevel.Block)]
    [InlineData("see http://printer.local.", GuardLevel.Block)]
    [InlineData("see http://printer.local/", GuardLevel.Block)]
    [InlineData("https://www.example.com/x", GuardLevel.Warn)]
    [InlineData("https://shop.test/x", GuardLevel.Warn)]
    [InlineData("https://shop.net/localhost", null)]
    [InlineData("https://192.0.2.1/x", null)]
    [InlineData("https://notexample.com/x", null)]
    [InlineData("https://local.shop.net", null)]
    [InlineData("we speak of localhost and ダミー", null)]
    public void What_was_written_for_a_trial_is_found(string text, GuardLevel? level)
    {
        var rule = new TestLeftoversRule();

        Assert.Equal(level, Run(rule, Campaign, Live with { Text = $"hello\r\n{text}\r\n" }).Worst());
        Assert.Equal(level, Run(rule, Campaign, Live with { Html = $"<p>{text}</p>" }).Worst());
    }

    [Theory]
    [InlineData("a@example.com", GuardLevel.Warn)]
    [InlineData("a@mail.example.co.jp", GuardLevel.Warn)]
    [InlineData("a@shop.test", GuardLevel.Warn)]
    [InlineData("a@example.biz", null)]
    [InlineData("test@mail-of-someone.net", GuardLevel.Warn)]
    [InlineData("hoge12@mail-of-someone.net", GuardLevel.Warn)]
    [InlineData("protest@mail-of-someone.net", null)]
    public void Somebody_invented_in_the_audience_is_warned_of_only(string address, GuardLevel? level)
    {
        Assert.Equal(level, Run(new TestLeftoversRule(), Campaign, Recipient(address, "A")).Worst());
    }
}
