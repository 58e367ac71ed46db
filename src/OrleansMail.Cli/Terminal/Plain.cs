using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansMail.Terminal;

/// <summary>Makes what a peer or a file said safe for a terminal: no control, direction or markup characters.</summary>
internal static class Plain
{
    /// <summary>The text without characters that could move the cursor, hide text or turn its direction.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
            {
                clean.Append(' ');
            }
            else if (category is not (UnicodeCategory.Format or UnicodeCategory.Surrogate))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    /// <summary>A table cell; <see cref="Text"/> knows no markup, so brackets stay brackets.</summary>
    public static IRenderable Cell(object? value) => new Text(Clean(value switch
    {
        null => "-",
        string text => text.Length == 0 ? "-" : text,
        DateTimeOffset at => Time(at),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    }));

    public static string Time(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
