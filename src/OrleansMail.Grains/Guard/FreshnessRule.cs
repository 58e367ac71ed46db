using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>Old lists bounce and complain: addresses change hands within a year.</summary>
public sealed partial class FreshnessRule : IGuardRule
{
    private const int MatchTimeout = 1_000;

    private static readonly TimeSpan OldImport = TimeSpan.FromDays(180);
    private static readonly TimeSpan OldContact = TimeSpan.FromDays(365);

    private static readonly string[] Formats =
        ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];

    public string Name => "freshness";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        if (campaign.Begins - campaign.ImportedAt > OldImport)
        {
            tally.Add(
                GuardLevel.Warn, "The recipients were imported more than 180 days ago; import them anew.", field: "recipients");
        }

        var column = Enumerable.Range(0, campaign.Columns.Count)
            .FirstOrDefault(column => LastColumn().IsMatch(campaign.Columns[column]), -1);
        return column < 0 ? new CampaignOnly(tally) : new Check(tally, campaign, column);
    }

    private sealed class Check(Tally tally, GuardCampaign campaign, int column) : IGuardCheck
    {
        private readonly DateOnly _oldest = campaign.Today.AddDays(-OldContact.Days);

        public void Learn(in GuardRow row)
        {
            if (column < row.Values.Length && DateOf(row.Values[column]) < _oldest)
            {
                tally.Add(
                    GuardLevel.Warn, "The row says that this person has had no mail for more than a year.", row.Place,
                    campaign.Columns[column]);
            }
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        // A time behind the date does not matter.
        private static DateOnly? DateOf(string value)
        {
            var date = value.AsSpan().Trim();
            var end = date.IndexOfAny(' ', 'T');
            return DateOnly.TryParseExact(
                end > 0 ? date[..end] : date, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : null;
        }
    }

    [GeneratedRegex(
        "^last_?(?:mailed|sent|contact(?:ed)?|send|mail)(?:_?(?:at|on|date))?$|最終(?:配信|送信|連絡|メール)", RegexOptions.IgnoreCase,
        MatchTimeout)]
    private static partial Regex LastColumn();
}
