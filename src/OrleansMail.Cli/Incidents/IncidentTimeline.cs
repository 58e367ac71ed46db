using OrleansMail.Campaigns;

namespace OrleansMail.Incidents;

/// <summary>What happened when, in its order, as far as the engine knows.</summary>
internal static class IncidentTimeline
{
    public static IReadOnlyList<(DateTimeOffset At, string English, string Japanese)> Of(
        Incident incident, CampaignStatus? status, IReadOnlyList<EmergencyStop> stops)
    {
        var approvers = string.Join(", ", status?.Approvals ?? []);
        var events = new List<(DateTimeOffset? At, string English, string Japanese)>
        {
            (status?.StartedAt,
                $"sending began (submitted by {status?.SubmittedBy}, approved by {approvers})",
                $"送信開始（提出 {status?.SubmittedBy}、承認 {approvers}）"),
            (incident.Notice.Since, "from here on the mail was wrong", "誤りのあるメールの送信開始"),
            (incident.FirstAt, "the first recipient concerned got the mail", "対象者への最初の到達"),
            (incident.LastAt, "the last recipient concerned got the mail, by the time of counting", "対象者への最後の到達（集計時点）"),
            (status?.FinishedAt, $"the campaign ended: {status?.State}", $"配信終了（{status?.State}）"),
            (incident.Notice.KnownAt, "the organisation came to know", "事態の認識"),
            (incident.OpenedAt, $"this file was opened by {incident.OpenedBy}", $"本記録の作成（{incident.OpenedBy}）"),
        };
        events.AddRange(stops.Select(stop => (
            (DateTimeOffset?)stop.Since,
            $"{StopTarget.Words(stop.Target)} was stopped by {stop.By}: {stop.Reason}",
            $"送信停止（{stop.Target}、{stop.By}：{stop.Reason}）")));
        return [.. events.Where(one => one.At is not null).OrderBy(one => one.At)
            .Select(one => (one.At!.Value, one.English, one.Japanese))];
    }
}
