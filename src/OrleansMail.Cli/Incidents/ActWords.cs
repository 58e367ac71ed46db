using System.Globalization;
using OrleansMail.Audit;

namespace OrleansMail.Incidents;

/// <summary>What somebody did to a campaign, in words.</summary>
internal static class ActWords
{
    private static readonly Dictionary<string, (string English, string Japanese)> Known = new(StringComparer.Ordinal)
    {
        ["Campaign.Draft"] = ("wrote settings and content", "設定・内容の作成又は変更"),
        ["Audience.Begin"] = ("began to import recipients", "宛先の取込開始"),
        ["Audience.Commit"] = ("made the imported recipients those of the campaign", "宛先の取込確定"),
        ["Audience.Abort"] = ("dropped an import", "宛先の取込中止"),
        ["Campaign.Check"] = ("had the guard look at it", "送信前検査"),
        ["CampaignGuard.Preview"] = ("looked at a finished mail, unmasked", "完成メールの閲覧"),
        ["CampaignReview.Accept"] = ("let a warning stand", "警告の許容（作成者）"),
        ["warning-accepted"] = ("a warning was let stand", "警告の許容の記録"),
        ["Campaign.Submit"] = ("submitted it", "承認依頼"),
        ["CampaignReview.Review"] = ("looked at what is to be approved", "承認内容の確認"),
        ["CampaignReview.Confirm"] = ("let a warning stand as an approver", "警告の許容（承認者）"),
        ["Campaign.Approve"] = ("approved it", "承認"),
        ["Campaign.Reject"] = ("sent it back to its authors", "差戻し"),
        ["CampaignReview.Withdraw"] = ("took an approval back", "承認の撤回"),
        ["Campaign.Start"] = ("started it", "送信開始の指示"),
        ["scheduled-start"] = ("its time to send had come; it began", "予約時刻の到来による送信開始"),
        ["first-recipients-passed"] = ("the first recipients had no trouble; it went on", "先行送信の確認完了"),
        ["automatic-stop"] = ("it stopped by itself", "自動停止"),
        ["Campaign.Pause"] = ("paused it", "一時停止"),
        ["Campaign.Resume"] = ("let it go on", "再開"),
        ["Campaign.Cancel"] = ("cancelled it", "取消し"),
        ["Stop.Stop"] = ("stopped", "緊急停止"),
        ["Stop.Lift"] = ("lifted the stop of", "緊急停止の解除"),
        ["unmask"] = ("read recipients unmasked", "宛先の閲覧（非マスク）"),
        ["Export.Request"] = ("asked for an export of the recipients", "宛先の書出し請求"),
        ["Export.Release"] = ("released an export of the recipients", "宛先の書出し許可"),
        ["Export.Page"] = ("exported recipients", "宛先の書出し"),
        ["Incident.Open"] = ("opened an incident file", "事故記録の作成"),
        ["Incident.Done"] = ("noted a duty as done", "義務の履行の記録"),
        ["Campaign.Forget"] = ("destroyed its key", "鍵の破棄（データの消去）"),
        ["key-remains"] = ("a copy of its destroyed key stays in the file of the database", "破棄した鍵の複製がデータベースのファイルに残存"),
        ["key-gone"] = ("no copy of its destroyed key is left in the file of the database", "データベースのファイルからの鍵の完全消去"),
        ["forgotten-by-age"] = ("its key was destroyed when its time was over", "保存期間の満了による鍵の破棄"),
    };

    public static TimelineEvent Of(RepeatedAct act)
    {
        var (english, japanese) = Known.GetValueOrDefault(act.First.Act, (act.First.Act, act.First.Act));
        if (act.First.Act.StartsWith("Stop.", StringComparison.Ordinal))
        {
            var target = act.First.Target["stop:".Length..];
            english = $"{english} {StopTarget.Words(target)}";
            japanese = $"{japanese}（{target}）";
        }

        var detail = act.First.Detail.Length == 0 ? "" : $" [{act.First.Detail}]";
        return new TimelineEvent(
            act.First.At,
            $"{act.First.By}: {English(act.First.Result, english)}{Again(act, "times, last at", IncidentTimes.EnglishExact)}{detail}",
            $"{act.First.By}：{Japanese(act.First.Result, japanese)}{Again(act, "回、最終", IncidentTimes.JapaneseExact)}{detail}",
            act);
    }

    private static string English(string result, string words) => result switch
    {
        nameof(AuditResult.Refused) => $"REFUSED for want of the right: {words}",
        IncidentAct.NotDone => $"NOT DONE, a rule or the state refused it: {words}",
        _ => words,
    };

    private static string Japanese(string result, string words) => result switch
    {
        nameof(AuditResult.Refused) => $"【拒否：権限なし】{words}",
        IncidentAct.NotDone => $"【不成立：規則又は状態により拒否】{words}",
        _ => words,
    };

    private static string Again(RepeatedAct act, string words, Func<DateTimeOffset?, string> time) => act.Times == 1
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" ({act.Times} {words} {time(act.LastAt)})");
}
