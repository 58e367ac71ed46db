using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>Dates must be right: the day of the week fits, what is still to come lies ahead, and today is today.</summary>
public sealed partial class DatesRule : IGuardRule
{
    private const int MatchTimeout = 1_000;

    /// <summary>How far from a date the word stands that says what the date is for.</summary>
    private const int Reach = 24;

    public string Name => "dates";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign);
    }

    private sealed class Check(Tally tally, GuardCampaign campaign) : IGuardCheck
    {
        private readonly DateOnly _today = campaign.Today;

        private readonly bool _isLater = campaign.SendAt is not null
            && campaign.Today > DateOnly.FromDateTime(campaign.Now.ToOffset(campaign.Options.UtcOffset).DateTime);

        public void Row(in GuardRow row)
        {
            if (!row.BringsText)
            {
                return;
            }

            Part(row, row.Subject, "Subject");
            Part(row, row.Text.ToString(), "text");
            Part(row, row.Html.Length == 0 ? "" : HtmlPage.Read(row.Html.ToString()).VisibleText, "html");
        }

        public IEnumerable<GuardFinding> Findings() => tally.Findings();

        private void Part(in GuardRow row, string text, string part)
        {
            foreach (var date in WrittenDate.In(text, _today))
            {
                if (date.Weekday is { } weekday && weekday != date.Day.DayOfWeek)
                {
                    tally.Add(GuardLevel.Warn, "A date and its day of the week do not fit.", row.Place, part);
                }

                if (date.Day < _today && IsToCome(text, date.At))
                {
                    tally.Add(GuardLevel.Warn, "A date that should be to come is past.", row.Place, part);
                }
            }

            if (_isLater && RelativeDay().IsMatch(text))
            {
                tally.Add(
                    GuardLevel.Warn, "The mail speaks of today or tomorrow, and will be sent on another day.", row.Place, part);
            }

            if (campaign.Class == MailClass.Marketing && Price().IsMatch(text) && !text.Contains('税', StringComparison.Ordinal))
            {
                tally.Add(GuardLevel.Warn, "A price does not say whether tax is in it.", row.Place, part);
            }
        }

        private static bool IsToCome(string text, Range at)
        {
            var (from, to) = (at.Start.Value, at.End.Value);
            return After().IsMatch(text.AsSpan(to, Math.Min(Reach, text.Length - to)))
                || Before().IsMatch(text.AsSpan(Math.Max(from - Reach, 0), Math.Min(Reach, from)));
        }
    }

    // What follows a date that is still to come: まで, に開催. The sentence's end ends the reach, and so does から: a span of
    // hours may well be past.
    [GeneratedRegex(@"^[^。\r\nか]{0,12}?(?:まで|締め?切|迄|必着|に開催|開催|より(?:開始|発売|受付)|から(?:開始|発売|受付))", RegexOptions.None, MatchTimeout)]
    private static partial Regex After();

    [GeneratedRegex(
        @"(?:期限|締め?切り?|開催日時?|日時|会期|有効期限|申込期間|納期|due(?: date)?|deadline|expires?|valid until|until|by|no later than"
        + @"|ends?|before|save the date)(?:\s?(?:on|is|[:：は]))?[^。.\r\n]{0,8}$",
        RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex Before();

    [GeneratedRegex(@"本日|今日|明日|本日中|\btoday\b|\btomorrow\b|\btonight\b", RegexOptions.IgnoreCase, MatchTimeout)]
    private static partial Regex RelativeDay();

    [GeneratedRegex(@"[¥￥]\s?[\d０-９,，]{3,}|[\d０-９,，]{3,}\s?円(?!分|引|オフ|OFF|相当)", RegexOptions.None, MatchTimeout)]
    private static partial Regex Price();
}
