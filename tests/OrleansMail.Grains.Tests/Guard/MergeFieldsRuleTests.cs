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
    [InlineData("https://shop.test/?n=%7B%7Bname%7D%7D", true)]
    [InlineData("https://shop.test/?n=%5B%E5%90%8D%E5%89%8D%5D", true)]
    [InlineData("https://shop.test/?n=%EF%BC%9C%EF%BC%9C%E6%B0%8F%E5%90%8D%EF%BC%9E%EF%BC%9E", true)]
    [InlineData("https://shop.test/?n=%24%7Bname%7D", true)]
    [InlineData("https://shop.test/?n=%25%25NAME%25%25", true)]
    [InlineData("%E5%B1%B1%E7%94%B0 様", true)]
    [InlineData("≪会社名≫ 御中", true)]
    [InlineData("≪FirstName≫", true)]
    [InlineData("［お名前］様", true)]
    [InlineData("≪重要≫ ＜＜冬のセール＞＞ [お知らせ]", false)]
    [InlineData("https://shop.test/検索/%E5%90%8D%E5%89%8D/", false)]
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
    [InlineData("1900/01/00 0:00:00", GuardLevel.Block)]
    [InlineData("null null", GuardLevel.Block)]
    [InlineData("1970-01-01", GuardLevel.Block)]
    [InlineData("Null Island", null)]
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

    [Theory]
    [InlineData("hello\r\n 様\r\nいつも", true)]
    [InlineData("様\r\nいつも", false)]
    [InlineData("\r\n　御中\r\n", true)]
    [InlineData("<p> 様</p>", true)]
    [InlineData("<b></b> 様<br>", true)]
    [InlineData("Dear ,\r\nhello", true)]
    [InlineData("Hi , hello", true)]
    [InlineData("\r\n山田 太郎 様\r\n", false)]
    [InlineData("<b>山田</b> 様<br>", false)]
    [InlineData("Dear Ann,", false)]
    [InlineData("Hello,", false)]
    [InlineData("皆様、いつもありがとうございます。", false)]
    [InlineData("\r\n様々な商品", false)]
    public void A_greeting_without_a_name_is_blocked(string text, bool blocked)
    {
        GuardLevel? level = blocked ? GuardLevel.Block : null;

        Assert.Equal(level, Run(new MergeFieldsRule(), Campaign, Row with { Text = text }).Worst());
    }

    [Theory]
    [InlineData(5, GuardLevel.Warn)]
    [InlineData(6, GuardLevel.Block)]
    public void Few_greetings_without_a_name_are_only_warned_of(int empty, GuardLevel level)
    {
        var campaign = Campaign with { Text = "{{ name | default: '' }} 様\r\nいつもご利用ありがとうございます。" };
        var rows = Enumerable.Range(0, 1_000).Select(row => Recipient("a@mail.test", row < empty ? "" : "山田", "x") with
        {
            Text = $"\r\n{(row < empty ? "" : "山田")} 様\r\nいつもご利用ありがとうございます。",
        });

        var finding = Assert.Single(Run(new MergeFieldsRule(), campaign, rows));

        Assert.Equal((level, "text", empty), (finding.Level, finding.Field, finding.Count));
    }

    [Theory]
    [InlineData("請求書_{{ name }}.pdf", true)]
    [InlineData("[会社名]_invoice.pdf", true)]
    [InlineData("invoice.pdf", false)]
    public void A_field_in_the_name_of_an_attachment_is_blocked(string name, bool blocked)
    {
        GuardLevel? level = blocked ? GuardLevel.Block : null;

        Assert.Equal(level, Run(new MergeFieldsRule(), Campaign with { Attachments = [name] }, Row).Worst());
    }
}
