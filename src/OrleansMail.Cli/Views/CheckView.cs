using OrleansMail.Campaigns;
using OrleansMail.Guard;

namespace OrleansMail.Views;

/// <summary>The guard's report as JSON.</summary>
internal sealed record CheckView(
    string Id, string State, bool Blocks, long RowsChecked, DateTimeOffset At, FindingView[] Findings,
    PreviewRowView[] Previews)
{
    public static CheckView Of(CampaignStatus status, GuardReport report) => new(
        status.Id,
        status.State.ToString(),
        report.Blocks,
        report.RowsChecked,
        report.At,
        Array.ConvertAll(report.Findings, FindingView.Of),
        Array.ConvertAll(report.Previews, PreviewRowView.Of));
}
