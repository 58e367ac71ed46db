using OrleansMail.Campaigns;
using OrleansMail.Guard;

namespace OrleansMail.Cluster;

/// <summary>A guard that finds what the test says, nothing by default.</summary>
internal sealed class FakeGuard : ICampaignGuard
{
    public GuardFinding[] Findings { get; set; } = [];

    public GuardPreview[] Previews { get; set; } = [];

    public GuardRequest? Last { get; private set; }

    public Task<GuardAnswer> RunAsync(GuardRequest request)
    {
        Last = request;
        var sketch = new GuardSketch(
            "sender.test", request.Settings.Class, DateTimeOffset.UnixEpoch, 1, request.ContentHash, [], [], []);
        return Task.FromResult(new GuardAnswer(null, new GuardReport(Findings, 1, DateTimeOffset.UnixEpoch) { Previews = Previews }, sketch));
    }

    public Task<PreviewAnswer[]> PreviewsAsync(GuardRequest request, IReadOnlyList<long> rows) =>
        Task.FromResult<PreviewAnswer[]>([.. rows.Select(row => new PreviewAnswer(
            null, new MailPreview(row, request.Settings.From, "a@mail.test", "Hello", "hello", "", IsCut: false, [])))]);

    public Task<ReviewedMailsAnswer> SamplesAsync(GuardRequest request) =>
        Task.FromResult(new ReviewedMailsAnswer(null, [new ReviewedMail("as it is written", new MailPreview(
            MailPreview.NoRow, request.Settings.From, "«address»", "Hello {{ name }}", "hello", "", IsCut: false, []))]));
}
