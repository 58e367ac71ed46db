using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>
/// A mail goes to people who want this kind: nobody who has left stands in the list, and what is called a receipt is no
/// advertising.
/// </summary>
public sealed partial class PurposeRule : IGuardRule
{
    private const int MatchTimeout = 1_000;

    /// <summary>Words of advertising that a receipt may have by chance.</summary>
    private const int FewWords = 2;

    public string Name => "purpose";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign);
    }

    private sealed class Check(Tally tally, GuardCampaign campaign) : IGuardCheck
    {
        private readonly int[] _left = Columns(campaign, LeftColumn());
        private readonly int[] _agreed = Columns(campaign, AgreedColumn());

        public void Learn(in GuardRow row)
        {
            foreach (var column in _left)
            {
                if (column < row.Values.Length && Yes().IsMatch(row.Values[column]))
                {
                    tally.Add(
                        GuardLevel.Block, "The row says that this person has left the list.", row.Place,
                        campaign.Columns[column]);
                }
            }

            foreach (var column in campaign.Class is MailClass.Marketing or MailClass.Unstated ? _agreed : [])
            {
                if (column < row.Values.Length && No().IsMatch(row.Values[column]))
                {
                    tally.Add(
                        campaign.Class == MailClass.Marketing ? GuardLevel.Block : GuardLevel.Warn,
                        "The row says that this person has not agreed.", row.Place, campaign.Columns[column]);
                }
            }
        }

        public void Row(in GuardRow row)
        {
            if (!row.BringsText || campaign.Class is not (MailClass.Transactional or MailClass.Notice))
            {
                return;
            }

            var words = Advertising().Count(row.Subject) + Advertising().Count((row.Text.Length > 0 ? row.Text : row.Html).ToString());
            if (words > FewWords)
            {
                tally.Add(
                    GuardLevel.Warn, "The class is not marketing, but the words are those of advertising.", row.Place,
                    "class");
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        private static int[] Columns(GuardCampaign campaign, Regex name) =>
            [.. Enumerable.Range(0, campaign.Columns.Count).Where(column => name.IsMatch(campaign.Columns[column]))];
    }

    [GeneratedRegex(
        "^(?:is_?)?(?:unsubscribed|unsubscribe|opt_?out|opted_?out|bounced|do_?not_?mail)$|配信停止|配信拒否|受信拒否|退会|送信不可",
        RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex LeftColumn();

    [GeneratedRegex("^(?:opt_?in|opted_?in|consent|subscribed|agreed)$|配信同意|受信同意|同意|配信許可", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex AgreedColumn();

    [GeneratedRegex(@"^\s*(?:1|true|yes|y|on|済|済み|はい|○|〇|停止|拒否|退会|退会済み?)\s*$", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^\s*(?:0|false|no|n|off|未|未同意|いいえ|×|✕|拒否|不可|なし)\s*$", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex No();

    [GeneratedRegex(
        @"セール|キャンペーン|お得|割引|特価|半額|\d+\s*[%％]\s*(?:OFF|オフ|引き)|今だけ|期間限定|新発売|プレゼント|クーポン|送料無料"
        + @"|\bsale\b|\bdiscount\b|\b\d+ ?% off\b|\bspecial offer\b|\blimited time\b|\bbuy now\b|\bcoupon\b|\bfree shipping\b",
        RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex Advertising();
}
