using System.Globalization;

namespace OrleansMail.Audit;

/// <summary>Instants of the audit trail: <c>2026-01-31T09:30:00.000Z</c>, one text for each and no other.</summary>
public static class AuditTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Text(DateTimeOffset at) =>
        at.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads exactly what <see cref="Text"/> writes.</summary>
    public static bool TryParse(string? text, out DateTimeOffset at) => DateTimeOffset.TryParseExact(
        text,
        Format,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out at);

    /// <summary>The instant without what is finer than a millisecond.</summary>
    public static DateTimeOffset Whole(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
