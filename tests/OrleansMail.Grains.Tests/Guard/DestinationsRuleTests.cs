using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class DestinationsRuleTests
{
    private static readonly DestinationsRule Rule = new();
    private static readonly GuardCampaign Own = Campaign with { FromDomain = "mail.shop.co.jp" };

    [Theory]
    [InlineData("【社外秘】組織変更のお知らせ", "a@partner.co.jp", GuardLevel.Block)]
    [InlineData("Internal only: new org chart", "a@partner.co.jp", GuardLevel.Block)]
    [InlineData("【社外秘】組織変更のお知らせ", "a@shop.co.jp", null)]
    [InlineData("【社外秘】組織変更のお知らせ", "a@tokyo.shop.co.jp", null)]
    [InlineData("【社外秘】組織変更のお知らせ", "a@notshop.co.jp", GuardLevel.Block)]
    [InlineData("【社外秘】組織変更のお知らせ", "a@group.jp", null)]
    [InlineData("組織変更のお知らせ", "a@partner.co.jp", null)]
    public void What_is_marked_internal_stays_inside(string subject, string address, GuardLevel? level)
    {
        var campaign = Own with { Options = new GuardOptions { OwnDomains = ["group.jp"] } };

        Assert.Equal(level, Run(Rule, campaign, Recipient(address, "A", "x") with { Subject = subject }).Worst());
    }

    [Theory]
    [InlineData("company", 3, GuardLevel.Warn)]
    [InlineData("会社名", 3, GuardLevel.Warn)]
    [InlineData("company", 0, null)]
    [InlineData("company", 60, null)]
    [InlineData("city", 3, null)]
    public void A_private_mailbox_in_a_list_of_companies_is_warned_of(string column, int share, GuardLevel? level)
    {
        var rows = Enumerable.Range(0, 100).Select(row =>
            Recipient(row < share ? $"u{row}@gmail.com" : $"u{row}@company{row}.co.jp", "A", "x"));

        var findings = Run(Rule, Own with { Columns = ["name", column] }, rows);

        Assert.Equal(level, findings.Worst());
        Assert.Equal(level is null ? 0 : share, findings.Sum(finding => finding.Count));
    }
}
