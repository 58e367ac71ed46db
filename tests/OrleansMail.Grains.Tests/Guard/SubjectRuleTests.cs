using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class SubjectRuleTests
{
    [Theory]
    [InlineData("", GuardLevel.Block)]
    [InlineData(" \u3000 ", GuardLevel.Block)]
    [InlineData("test", GuardLevel.Block)]
    [InlineData("Test!", GuardLevel.Block)]
    [InlineData("【テスト】", GuardLevel.Block)]
    [InlineData("件名", GuardLevel.Block)]
    [InlineData("(Untitled)", GuardLevel.Block)]
    [InlineData("no subject", GuardLevel.Block)]
    [InlineData("---", GuardLevel.Block)]
    [InlineData("コピー ～ 秋のご案内", GuardLevel.Warn)]
    [InlineData("Re: your order", GuardLevel.Warn)]
    [InlineData("FWD: news", GuardLevel.Warn)]
    [InlineData("返信：お問い合わせの件", GuardLevel.Warn)]
    [InlineData("転送: 資料", GuardLevel.Warn)]
    [InlineData("Your test results are here", null)]
    [InlineData("テスト結果のお知らせ", null)]
    [InlineData("Reply by Friday", null)]
    [InlineData("秋のご案内", null)]
    public void A_subject_must_be_one(string subject, GuardLevel? level)
    {
        Assert.Equal(level, Run(new SubjectRule(), Campaign, Row with { Subject = subject }).Worst());
    }

    [Theory]
    [InlineData(70, null)]
    [InlineData(71, GuardLevel.Warn)]
    public void A_long_subject_is_warned_of(int length, GuardLevel? level)
    {
        Assert.Equal(level, Run(new SubjectRule(), Campaign, Row with { Subject = new string('a', length) }).Worst());
    }

    [Fact]
    public void A_subject_that_is_empty_for_one_row_is_found_at_that_row()
    {
        var finding = Assert.Single(Run(new SubjectRule(), Campaign, Row, Row, Row with { Subject = "" }, Row));

        Assert.Equal((4, 1), (finding.Row, finding.Count));
    }
}
