using System.Globalization;

namespace OrleansMail.Incidents;

/// <summary>Instants as the two halves of a report write them: in UTC, and in Japan's time.</summary>
internal static class IncidentTimes
{
    // Japan has no summer time.
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    public static string English(DateTimeOffset? at) =>
        at?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>With its second: what people did is compared with what was sent.</summary>
    public static string EnglishExact(DateTimeOffset? at) =>
        at?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "–";

    public static string JapaneseExact(DateTimeOffset? at) =>
        at?.ToOffset(Japan).ToString("yyyy年M月d日 HH:mm:ss", CultureInfo.InvariantCulture) ?? "―";

    public static string Japanese(DateTimeOffset? at) =>
        at?.ToOffset(Japan).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture) ?? "―";
}
