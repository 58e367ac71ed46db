using OrleansMail.Campaigns;
using OrleansMail.Guard;

namespace OrleansMail.Views;

/// <summary>The guard's report as JSON.</summary>
/// <param name="Suppressed">Recipients who were on the suppression list then; null for a stream.</param>
internal sealed record CheckView(
    string Id, string State, bool Blocks, long RowsChecked, DateTimeOffset At, FindingView[] Findings,
    PreviewRowView[] Previews, long? Suppressed)
{
    public static CheckView Of(CampaignStatus status, GuardReport report) => new(
        status.Id,
        status.State.ToString(),
        report.Blocks,
        report.RowsChecked,
        report.At,
        Array.ConvertAll(report.Findings, FindingView.Of),
        Array.ConvertAll(report.Previews, PreviewRowView.Of),
        report.Suppressed);
}
