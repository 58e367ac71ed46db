using System.Globalization;

namespace OrleansMail.People;

/// <summary>Texts of callers on their way into the audit trail: bounded, and nothing in them that is not printable.</summary>
internal static class AuditText
{
    private const int Longest = 512;

    /// <summary>The value as text; null is a dash.</summary>
    public static string Of(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "-";
        var cut = text.Length > Longest ? text[..Longest] + "…" : text;
        return cut.Any(Hidden) ? string.Concat(cut.Select(letter => Hidden(letter) ? '\uFFFD' : letter)) : cut;
    }

    private static bool Hidden(char letter) =>
        char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.Surrogate;
}
