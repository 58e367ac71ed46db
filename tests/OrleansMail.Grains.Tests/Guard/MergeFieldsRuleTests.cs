using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class MergeFieldsRuleTests
{
    [Theory]
    [InlineData("Dear {{ name }}", true)]
    [InlineData("{% if vip %}hello", true)]
    [InlineData("Dear %%FIRST_NAME%%", true)]
    [InlineData("Dear ${name}", true)]
    [InlineData("[名前] 様", true)]
    [InlineData("【会社名】御中", true)]
    [InlineData("Dear [First Name]", true)]
    [InlineData("＜＜氏名＞＞ 様", true)]
    [InlineData("Hi *|FNAME|*", true)]
    [InlineData("https://shop.test/?n=%E3%80%90%E5%90%8D%E5%89%8D%E3%80%91", true)]
    [InlineData("100%% off, 50%% off", false)]
    [InlineData("@media screen{.a{color:red}}", false)]
    [InlineData("$5 {off}", false)]
    [InlineData("【重要】お知らせ", false)]
    [InlineData("[news] hello", false)]
    [InlineData("https://shop.test/?q=%E5%90%8D%E5%89%8D", false)]
    public void A_field_left_in_the_finished_mail_is_blocked_wherever_it_stands(string text, bool blocked)
    {
        var rule = new MergeFieldsRule();
        GuardLevel? level = blocked ? GuardLevel.Block : null;

        Assert.Equal(level, Run(rule, Campaign, Row with { Subject = text }).Worst());
        Assert.Equal(level, Run(rule, Campaign, Row with { Text = $"hello\r\n{text}\r\n" }).Worst());
        Assert.Equal(level, Run(rule, Campaign, Row with { Html = $"<p>{text}</p>" }).Worst());
        Assert.Equal(level, Run(rule, Campaign, Row with { Headers = [text] }).Worst());
    }

    [Fact]
    public void A_field_that_cannot_be_merged_is_blocked()
    {
        var finding = Assert.Single(
            Run(new MergeFieldsRule(), Campaign, Row with { FaultField = "nmae", FaultReason = "no such field" }));

        Assert.Equal((GuardLevel.Block, "nmae", 1), (finding.Level, finding.Field, finding.Count));
    }

    [Theory]
    [InlineData("", GuardLevel.Block)]
    [InlineData(" \u3000", GuardLevel.Block)]
    [InlineData("null", GuardLevel.Block)]
    [InlineData("#N/A", GuardLevel.Block)]
    [InlineData("NaN", GuardLevel.Block)]
    [InlineData("undefined", GuardLevel.Block)]
    [InlineData("1900/01/01", GuardLevel.Block)]
    [InlineData("Nulliver", null)]
    [InlineData("0", null)]
    public void A_missing_value_that_the_content_shows_is_blocked(string value, GuardLevel? level)
    {
        Assert.Equal(level, Run(new MergeFieldsRule(), Campaign, Recipient("a@mail.test", value, "x")).Worst());
    }

    [Theory]
    [InlineData(1, GuardLevel.Warn)]
    [InlineData(5, GuardLevel.Warn)]
    [InlineData(6, GuardLevel.Block)]
    public void Up_to_half_a_percent_of_empty_values_is_only_warned_of(int empty, GuardLevel level)
    {
        var rows = Enumerable.Range(0, 1_000).Select(row => Recipient("a@mail.test", row < empty ? "" : "Ann", "x"));

        var finding = Assert.Single(Run(new MergeFieldsRule(), Campaign, rows));

        Assert.Equal((level, "name", empty), (finding.Level, finding.Field, finding.Count));
    }

    [Theory]
    [InlineData("Dear {{ name | default: 'customer' }}")]
    [InlineData("{% if name != blank %}Dear {{ name }}{% endif %}")]
    [InlineData("Hello")]
    public void An_empty_value_that_the_content_provides_for_is_harmless(string text)
    {
        Assert.Empty(Run(new MergeFieldsRule(), Campaign with { Text = text }, Recipient("a@mail.test", "", "")));
    }
}
