using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class CampaignRulesTests
{
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 0, null)]
    [InlineData(0, 1, GuardLevel.Warn)]
    [InlineData(2, 0, GuardLevel.Block)]
    [InlineData(1, 1, GuardLevel.Block)]
    [InlineData(0, 60, GuardLevel.Block)]
    public void Several_addresses_in_To_and_Cc_are_blocked(int to, int cc, GuardLevel? level)
    {
        var campaign = Campaign with { ToCount = to, CcCount = cc };

        Assert.Equal(level, Run(new VisibleRecipientsRule(), campaign, Row).Worst());
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(3, 0, GuardLevel.Warn)]
    [InlineData(0, 1, GuardLevel.Block)]
    [InlineData(3, 2, GuardLevel.Block)]
    public void An_address_with_different_values_is_blocked_and_with_the_same_is_warned_of(
        long same, long other, GuardLevel? level)
    {
        var findings = Run(
            new DuplicateRowsRule(), Campaign with { SameDuplicates = same, OtherDuplicates = other }, Row);

        Assert.Equal(level, findings.Worst());
        Assert.Equal(same + other, findings.Sum(finding => finding.Count));
    }

    [Theory]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    [InlineData(true, true, null)]
    [InlineData(false, false, GuardLevel.Block)]
    public void A_campaign_without_a_way_out_is_blocked_and_a_stream_is_not(
        bool configured, bool isStream, GuardLevel? level)
    {
        var campaign = Campaign with { UnsubscribeConfigured = configured, IsStream = isStream };

        Assert.Equal(level, Run(new UnsubscribeRule(), campaign, Row).Worst());
    }

    [Theory]
    [InlineData("添付ファイルをご確認ください。", GuardLevel.Block)]
    [InlineData("資料を添付いたします。", GuardLevel.Block)]
    [InlineData("請求書を添付しております", GuardLevel.Block)]
    [InlineData("Please find attached the invoice.", GuardLevel.Block)]
    [InlineData("The report is attached.", GuardLevel.Block)]
    [InlineData("See the attachment for details.", GuardLevel.Block)]
    [InlineData("添付", GuardLevel.Warn)]
    [InlineData("attachment", GuardLevel.Warn)]
    [InlineData("当社が添付ファイルを送ることはありません。", GuardLevel.Warn)]
    [InlineData("不審な添付ファイルは開かないでください。", GuardLevel.Warn)]
    [InlineData("We will never send you the attached file.", GuardLevel.Warn)]
    [InlineData("We never send attachments. Please find attached the invoice.", GuardLevel.Block)]
    [InlineData("hello", null)]
    [InlineData("", null)]
    public void A_text_that_promises_an_attachment_needs_one(string text, GuardLevel? level)
    {
        Assert.Equal(level, Run(new AttachmentRule(), Campaign with { Text = text }, Row).Worst());
        Assert.Equal(level, Run(new AttachmentRule(), Campaign with { Html = $"<p>{text}</p>" }, Row).Worst());
    }

    [Theory]
    [InlineData("hello", GuardLevel.Info)]
    [InlineData("Please find attached the invoice.", null)]
    [InlineData("資料を添付いたします。", null)]
    public void An_attachment_nobody_speaks_of_is_said(string text, GuardLevel? level)
    {
        var campaign = Campaign with { Text = text, Attachments = ["invoice.pdf"] };

        Assert.Equal(level, Run(new AttachmentRule(), campaign, Row).Worst());
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, GuardLevel.Warn)]
    [InlineData(10, GuardLevel.Warn)]
    [InlineData(11, GuardLevel.Block)]
    public void A_text_that_names_recipients_is_found(int named, GuardLevel? level)
    {
        var rows = Enumerable.Range(0, 50).Select(row => Recipient($"u{row}@mail.test", "Ann")).ToArray();
        var list = string.Join("; ", rows.Take(named).Select(row => row.Address));
        var campaign = Campaign with { Text = $"To: {list}\r\nwrite to help@shop.test" };

        Assert.Equal(level, Run(new VisibleRecipientsRule(), campaign, rows).Worst());
    }
}
