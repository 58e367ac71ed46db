using OrleansMail.Campaigns;

namespace OrleansMail.Incidents;

/// <summary>What happened when, in its order: what the audit trails have, and what the engine knows otherwise.</summary>
internal static class IncidentTimeline
{
    /// <param name="acts">What people and the engine did, from the trails.</param>
    public static IReadOnlyList<TimelineEvent> Of(
        Incident incident, CampaignStatus? status, IReadOnlyList<EmergencyStop> stops, IReadOnlyList<RepeatedAct> acts)
    {
        var approvers = string.Join(", ", status?.Approvals ?? []);
        var events = new List<(DateTimeOffset? At, string English, string Japanese)>
        {
            (status?.StartedAt,
                $"sending began (submitted by {status?.SubmittedBy}, approved by {approvers})",
                $"送信開始（提出 {status?.SubmittedBy}、承認 {approvers}）"),
            (incident.Notice.Since, "from here on the mail was wrong", "誤りのあるメールの送信開始"),
            (incident.FirstAt, "the first recipient concerned got the mail", "対象者への最初の到達"),
            (incident.StoppedAt,
                $"the campaign held; {incident.DeliveredAfterStop} mails that were under way arrived after that",
                $"送信の停止（停止時に送信中で、その後到達したもの {incident.DeliveredAfterStop} 件）"),
            (incident.LastAt, "the last recipient concerned got the mail, by the time of counting", "対象者への最後の到達（集計時点）"),
            (status?.FinishedAt, $"the campaign ended: {status?.State}", $"配信終了（{status?.State}）"),
            (incident.Notice.KnownAt, "the organisation came to know: all deadlines run from here", "事態の認識（期限の起算点）"),
            (incident.OpenedAt, $"this file was opened by {incident.OpenedBy}", $"本記録の作成（{incident.OpenedBy}）"),
            (incident.ForgottenAt, "the campaign was forgotten: nobody can read its recipients any more", "データの消去（宛先は判読不能）"),
        };
        events.AddRange(stops.Select(stop => (
            (DateTimeOffset?)stop.Since,
            $"{StopTarget.Words(stop.Target)} was stopped by {stop.By}: {stop.Reason}",
            $"送信停止（{stop.Target}、{stop.By}：{stop.Reason}）")));
        return
        [
            .. events.Where(one => one.At is not null)
                .Select(one => new TimelineEvent(one.At!.Value, one.English, one.Japanese))
                .Concat(acts.Select(ActWords.Of))
                .OrderBy(one => one.At),
        ];
    }
}
