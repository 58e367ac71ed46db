using System.Text;

namespace OrleansMail.Telemetry;

/// <summary>Names and texts as Prometheus takes them.</summary>
internal static class PrometheusName
{
    /// <summary>The name of a metric: letters, digits and <c>_</c>, with its unit, and <c>_total</c> for a counter.</summary>
    public static string Of(string name, string unit, bool isCounter)
    {
        var text = Label(name);
        var suffix = Unit(unit);
        if (suffix.Length > 0 && !text.EndsWith(suffix, StringComparison.Ordinal))
        {
            text += suffix;
        }

        return isCounter && !text.EndsWith("_total", StringComparison.Ordinal) ? text + "_total" : text;
    }

    /// <summary>The name of a label: what is neither letter nor digit becomes <c>_</c>, once in a row.</summary>
    public static string Label(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                text.Append(character);
            }
            else if (text.Length == 0 || text[^1] != '_')
            {
                text.Append('_');
            }
        }

        return text.Length == 0 || char.IsAsciiDigit(text[0]) ? $"_{text}" : text.ToString();
    }

    public static string Value(string text) => Help(text).Replace("\"", "\\\"", StringComparison.Ordinal);

    public static string Help(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    // Units in braces count things, and have no name (UCUM). Others than these stand in no name.
    private static string Unit(string unit) => unit switch
    {
        "s" => "_seconds",
        "ms" => "_milliseconds",
        "By" or "bytes" => "_bytes",
        "MB" => "_megabytes",
        _ => "",
    };
}
