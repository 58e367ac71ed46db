using System.Globalization;

namespace OrleansMail.Measures;

/// <summary>Numbers as tables show them.</summary>
internal static class Numbers
{
    public const string NotMeasured = "not measured";

    public static string Text(double? value, int decimals) => value is { } number
        ? number.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : NotMeasured;
}
