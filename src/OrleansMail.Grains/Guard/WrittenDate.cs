using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>A date as people write it, in Japanese or English, with or without its year and its day of the week.</summary>
/// <param name="Day">Without a written year: the one that is nearest to today.</param>
/// <param name="Weekday">As written; null when none is.</param>
/// <param name="At">Where it stands in the text.</param>
/// <param name="HasYear">The year is written.</param>
internal readonly record struct WrittenDate(DateOnly Day, DayOfWeek? Weekday, Range At, bool HasYear)
{
    private const string JapaneseDays = "日月火水木金土";

    private const int FirstReiwaYear = 2019;

    /// <summary>All dates of a text, in its order; what is no date of the calendar is left out.</summary>
    /// <param name="today">What years that are not written are taken from; default for a leap year of no meaning.</param>
    public static List<WrittenDate> In(string text, DateOnly today)
    {
        var found = new List<WrittenDate>();
        foreach (Match match in DatePatterns.Japanese().Matches(text))
        {
            Add(found, match, today, Number(match.Groups["m"]), JapaneseDay(match.Groups["w"].Value));
        }

        foreach (Match match in DatePatterns.English().Matches(text))
        {
            Add(found, match, today, Month(match.Groups["m"].Value), EnglishDay(match.Groups["w"].Value));
        }

        return found;
    }

    private static void Add(List<WrittenDate> found, Match match, DateOnly today, int month, DayOfWeek? weekday)
    {
        var day = Number(match.Groups["d"]);
        var written = Number(match.Groups["y"]);
        var year = match.Groups["era"].Success ? FirstReiwaYear + Math.Max(written, 1) - 1 : written;
        if (month is < 1 or > 12 || day is < 1 or > 31 || year > 9_000)
        {
            return;
        }

        if ((year > 0 ? Of(year, month, day) : Nearest(today, month, day)) is { } real)
        {
            found.Add(new WrittenDate(real, weekday, match.Index..(match.Index + match.Length), year > 0));
        }
    }

    private static DateOnly? Nearest(DateOnly today, int month, int day)
    {
        if (today == default)
        {
            return Of(2024, month, day);
        }

        DateOnly? best = null;
        for (var year = today.Year - 1; year <= today.Year + 1; year++)
        {
            if (Of(year, month, day) is { } date
                && (best is null || Math.Abs(date.DayNumber - today.DayNumber) < Math.Abs(best.Value.DayNumber - today.DayNumber)))
            {
                best = date;
            }
        }

        return best;
    }

    private static DateOnly? Of(int year, int month, int day) =>
        day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Number(Group group)
    {
        if (!group.Success || group.Length == 0)
        {
            return 0;
        }

        var plain = string.Concat(group.Value.Select(Identifier.Narrow));
        return int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : plain == "元" ? 1 : 0;
    }

    private static int Month(string name) =>
        name.Length < 3 ? 0 : 1 + Array.FindIndex(
            CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames,
            month => month.Length > 0 && name.StartsWith(month, StringComparison.OrdinalIgnoreCase));

    private static DayOfWeek? JapaneseDay(string sign) =>
        sign.Length == 0 ? null : (DayOfWeek)JapaneseDays.IndexOf(sign[0], StringComparison.Ordinal);

    private static DayOfWeek? EnglishDay(string name) => name.Length < 3
        ? null
        : (DayOfWeek)Array.FindIndex(
            CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames,
            day => name.StartsWith(day, StringComparison.OrdinalIgnoreCase));
}
