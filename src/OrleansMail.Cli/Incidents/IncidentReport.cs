using System.Globalization;
using System.Text;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;

namespace OrleansMail.Incidents;

/// <summary>The draft of a report in Markdown, in Japanese and below in English.</summary>
/// <remarks>
/// The nine items are those of 個人情報保護法施行規則 第8条第1項. What only people know is left open, and says so.
/// </remarks>
internal sealed class IncidentReport(
    Incident incident, CampaignStatus? status, EmergencyStop[] stops, IReadOnlyList<TimelineEvent> timeline)
{
    private readonly StringBuilder _text = new();
    private bool _isJapanese;

    public string Text()
    {
        Write(isJapanese: true);
        Line("---");
        Line();
        Write(isJapanese: false);
        return _text.ToString();
    }

    private void Write(bool isJapanese)
    {
        _isJapanese = isJapanese;
        Heading();
        Items();
        Deadlines();
        Timeline();
        Stopped();
    }

    private void Heading()
    {
        var report = incident.Duties.First(duty => duty.Kind == DutyKind.PreliminaryReport);
        Line(In($"# Draft of a preliminary report: {incident.Id}", $"# 漏えい等報告（速報）案　{incident.Id}"));
        Line();
        Line(In(
            "Drawn up from the records. This is no legal advice: those in charge decide whether and what is reported.",
            "本書は記録から自動作成した下書きです。法的助言ではありません。報告の要否と内容は責任者が判断してください。"));
        Line();
        Line(In(
            $"The duty to report is **{(report.IsLikely ? "likely" : "not likely")}**: {Inline(report.Why)}",
            $"報告対象事態に該当する可能性：**{(report.IsLikely ? "高い" : "低い")}**（{Inline(report.Why)}）"));
        Line();
    }

    private void Items()
    {
        var notice = incident.Notice;
        Line(In(
            "## Report items (Enforcement Rules of the Act on the Protection of Personal Information, Art. 8(1))",
            "## 報告事項（個人情報保護法施行規則 第8条第1項）"));
        Line();
        Item(1, In("Outline", "概要"), $"{In(IncidentWords.Of(notice.Kind))}{In(". ", "。")}{Inline(notice.What)}");
        Part(In("Subject", "件名"), Inline(incident.Subject));
        Part(In("Happened", "発生日時"), Time(notice.Since ?? incident.FirstAt));
        Part(In("Known", "発覚日時"), Time(notice.KnownAt));
        Item(2, In("Kinds of data", "個人データの項目"), string.Join(
            In(", ", "、"),
            incident.Fields.Select(field => In(
                $"{Inline(field.Column)} ({IncidentWords.Of(field.Kind).English})",
                $"{Inline(field.Column)}（{IncidentWords.Of(field.Kind).Japanese}）"))));
        Item(3, In("Number of persons", "本人の数"), In(
            $"at most {Count(incident.Affected)} ({Count(incident.Delivered)} delivered, {Count(incident.InDoubt)} in doubt). "
                + "If the data are of others than the recipients, count those.",
            $"最大 {Count(incident.Affected)} 人（到達 {Count(incident.Delivered)}、到達不明 {Count(incident.InDoubt)}）。"
                + "本文中の情報が受信者以外の者のものである場合は、その人数に改めること。"));
        Numbers();
        Item(4, In("Cause", "原因"), ToFill);
        Item(5, In("Secondary damage, or its danger", "二次被害又はそのおそれの有無及びその内容"), ToFill);
        Item(6, In("What was done for the persons", "本人への対応の実施状況"), ToFill);
        Item(7, In("Publication", "公表の実施状況"), ToFill);
        Item(8, In("Measures against recurrence", "再発防止のための措置"), ToFill);
        Item(9, In("Other", "その他参考となる事項"), In(
            $"hash of what was approved: {incident.ContentHash ?? "–"}; {In(WhereTheyAre())}",
            $"承認済み内容のハッシュ {incident.ContentHash ?? "―"}。{In(WhereTheyAre())}"));
        Line();
        Line(In(
            "Where it is confirmed that a recipient has deleted the mail unread, that part is no leak.",
            "受信者が閲覧せずに削除したことを確認できた場合、その分は漏えいに当たりません。"));
        Line();
    }

    private void Numbers()
    {
        Part(In("Delivered", "到達"), incident.StoppedAt is null
            ? In("nothing had stopped the campaign when it was counted", "集計時点で送信は停止されていない")
            : In(
                $"{Count(incident.Delivered - incident.DeliveredAfterStop)} before the stop of "
                    + $"{IncidentTimes.EnglishExact(incident.StoppedAt)}, {Count(incident.DeliveredAfterStop)} after it",
                $"停止（{IncidentTimes.JapaneseExact(incident.StoppedAt)}）まで "
                    + $"{Count(incident.Delivered - incident.DeliveredAfterStop)} 件、停止後 {Count(incident.DeliveredAfterStop)} 件"));
        Part(In("May have got it", "到達不明"), In(
            $"{Count(incident.InDoubt - incident.UnderWay)} Unknown, {Count(incident.UnderWay)} under way when it was counted",
            $"結果不明 {Count(incident.InDoubt - incident.UnderWay)} 件、集計時点で送信中 {Count(incident.UnderWay)} 件"));
    }

    private (string English, string Japanese) WhereTheyAre() => incident.ForgottenAt is null
        ? ("those who got the mail are in affected.csv, those who may have got it in in-doubt.csv.",
            "到達した者は affected.csv、到達不明の者は in-doubt.csv。")
        : ($"**the campaign was forgotten on {IncidentTimes.English(incident.ForgottenAt)}: who they are, what the mail "
            + "said and when each got it cannot be read any more. The counts above hold.**",
            $"**本配信のデータは {IncidentTimes.Japanese(incident.ForgottenAt)} に消去済み。対象者・本文・到達時刻は判読不能。"
            + "上記の件数は有効。**");

    private void Deadlines()
    {
        Line(In("## Deadlines", "## 期限"));
        Line();
        Line(In("| what | likely | by when | why |", "| 内容 | 可能性 | 期限 | 理由 |"));
        Line("|---|---|---|---|");
        foreach (var duty in incident.Duties)
        {
            var from = duty.From is null ? "" : Time(duty.From) + In(" to ", " ～ ");
            var until = duty.Until is null ? In("without delay", "速やかに") : Time(duty.Until);
            var likely = duty.IsLikely ? In("yes", "高い") : In("no", "低い");
            Line($"| {In(IncidentWords.Of(duty.Kind))} | {likely} | {from}{until} | {Inline(duty.Why)} |");
        }

        Line();
        Line(In(
            "Days run from the time of knowing. Where the day of knowing counts as the first, they end a day earlier: do not "
                + "wait for the last one.",
            "日数は発覚の時刻から数えています。「知った時点」を1日目とする数え方では1日早くなるため、最終日を待たないでください。"));
        Line();
    }

    private void Timeline()
    {
        Line(In("## Timeline (UTC)", "## 経過（日本時間）"));
        Line();
        foreach (var one in timeline)
        {
            var at = In(IncidentTimes.EnglishExact(one.At), IncidentTimes.JapaneseExact(one.At));
            Line($"- {at}{In(": ", "　")}{Inline(In((one.English, one.Japanese)))}");
        }

        Line();
        Line(In(
            "What is allowed is written before it takes effect; where a rule refused it all the same, a line says so. Network "
                + "addresses stand in the audit trail: `orleansmail audit list --target campaign:ID`, with the right audit.read.",
            "許可された操作は実行前に記録され、規則により成立しなかったものは別の行に記載しています。接続元は監査証跡を参照してください。"));
        Line();
    }

    private void Stopped()
    {
        var unsent = Count((status?.Pending ?? 0) + (status?.Deferred ?? 0));
        var targets = string.Join(In(", ", "、"), stops.Select(stop => stop.Target));
        Line(In("## What is still stopped", "## 停止の状況"));
        Line();
        Line(In(
            $"- The campaign is {status?.State.ToString() ?? "–"}; {unsent} mails have not been sent.",
            $"- 配信：{status?.State.ToString() ?? "―"}、未送信 {unsent} 件"));
        Line(stops.Length == 0
            ? In("- **No emergency stop is in force.**", "- **緊急停止は掛かっていません。**")
            : In($"- Emergency stops in force: {targets}", $"- 緊急停止：{targets}"));
        Line();
    }

    private string ToFill => In("(to be filled in)", "（記入）");

    private string In(string english, string japanese) => _isJapanese ? japanese : english;

    private string In((string English, string Japanese) words) => In(words.English, words.Japanese);

    private string Time(DateTimeOffset? at) => In(IncidentTimes.English(at), IncidentTimes.Japanese(at));

    private void Item(int number, string name, string value) =>
        Line(string.Create(CultureInfo.InvariantCulture, $"{number}. **{name}**: {value}"));

    private void Part(string name, string value) => Line($"   - {name}: {value}");

    private void Line(string text = "") => _text.Append(text).Append('\n');

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    // What people wrote must not become structure of the report.
    private static string Inline(string text) => Plain.Clean(text).Replace("|", "\\|", StringComparison.Ordinal);
}
