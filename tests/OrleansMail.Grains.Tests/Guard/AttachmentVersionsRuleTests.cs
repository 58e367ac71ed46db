using OrleansMail.Campaigns;
using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class AttachmentVersionsRuleTests
{
    private static readonly AttachmentVersionsRule Rule = new();

    private static readonly GuardCampaign Real = Campaign with { SketchKey = new byte[32] };

    [Theory]
    [InlineData("report 2026-11 draft.pdf", GuardLevel.Warn)]
    [InlineData("Report_OLD.pdf", GuardLevel.Warn)]
    [InlineData("catalogue - Copy.pdf", GuardLevel.Warn)]
    [InlineData("catalogue (2).pdf", GuardLevel.Warn)]
    [InlineData("案内状_下書き.docx", GuardLevel.Warn)]
    [InlineData("料金表 旧版.xlsx", GuardLevel.Warn)]
    [InlineData("コピー ～ 案内状.docx", GuardLevel.Warn)]
    [InlineData("~$report.docx", GuardLevel.Warn)]
    [InlineData("report 2026-11.pdf", null)]
    [InlineData("gold prices.pdf", null)]
    [InlineData("Golden-old-fashioned.pdf", GuardLevel.Warn)]
    [InlineData("template.pdf", null)]
    [InlineData("copyright notice.pdf", null)]
    [InlineData("ご案内.pdf", null)]
    [InlineData("price list (2026).pdf", null)]
    public void A_name_that_says_draft_copy_or_old_is_warned_of(string name, GuardLevel? level) =>
        Assert.Equal(level, Run(Rule, With(name, "a"), Row).Worst());

    // Earlier campaigns as name=octets, the oldest first; then what is sent now.
    [Theory]
    [InlineData("report.pdf=v1 report.pdf=v2", "report.pdf", "v1", "newer")]
    [InlineData("report-10.pdf=v1 report-11.pdf=v2", "report-12.pdf", "v1", "newer")]
    [InlineData("report-10.pdf=v1", "report-11.pdf", "v1", "octet by octet")]
    [InlineData("report.pdf=v1", "leaflet.pdf", "v1", "octet by octet")]
    [InlineData("report.pdf=v1", "report.pdf", "v1", null)]
    [InlineData("report.pdf=v1 report.pdf=v1", "Report.pdf", "v1", null)]
    [InlineData("report.pdf=v1 report.pdf=v2", "report.pdf", "v2", null)]
    [InlineData("report.pdf=v1 report.pdf=v2", "report.pdf", "v3", null)]
    [InlineData("report.pdf=v1 leaflet.pdf=v2", "report.pdf", "v1", null)]
    [InlineData("report.pdf=v1 report.pdf=v2 report.pdf=v1", "report.pdf", "v1", null)]
    [InlineData("", "report.pdf", "v1", null)]
    public void A_file_that_was_sent_before_is_compared_with_what_came_after(
        string before, string name, string octets, string? words)
    {
        GuardMemory[] history = [.. before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((file, index) =>
            Past(index, With(file.Split('=')[0], file.Split('=')[1])))];

        var findings = Run(Rule, With(name, octets) with { History = history }, Row);

        Assert.Equal(words is null ? 0 : 1, findings.Length);
        Assert.All(findings, finding => Assert.Equal((GuardLevel.Warn, "attachment"), (finding.Level, finding.Field)));
        Assert.All(findings, finding => Assert.Contains(words!, finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_only_written_is_no_version_and_pictures_of_the_mail_are_no_attachment()
    {
        GuardMemory[] history = [Past(0, With("report-10.pdf", "v1")) with { StartedAt = null }];
        var inline = With("logo-1.png", "v1") with { Attachments = [] };

        Assert.Empty(Run(Rule, With("report-11.pdf", "v1") with { History = history }, Row));
        Assert.Empty(Run(Rule, inline with { History = [Past(0, With("logo-2.png", "v1"))] }, Row));
    }

    [Fact]
    public void The_hash_of_an_attachment_is_that_of_its_octets() => Assert.Equal(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        AttachmentReader.Read("a.pdf", "abc"u8.ToArray()).ContentHash);

    private static GuardCampaign With(string name, string octets) => Real with
    {
        Attachments = [name],
        Files = [new AttachmentFacts(name, AttachmentTraits.None, []) { ContentHash = octets }],
    };

    private static GuardMemory Past(int number, GuardCampaign campaign)
    {
        var run = new GuardRun(campaign, []);
        run.Learn(Row);
        return new GuardMemory($"c{number}", CampaignPhase.Completed, Real.Now.AddDays(number - 100), run.Sketch);
    }
}
