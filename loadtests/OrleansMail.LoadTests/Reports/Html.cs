using System.Security;
using System.Text;

namespace OrleansMail.Reports;

/// <summary>A page that holds all it needs: no script, and nothing from any other host.</summary>
internal sealed class Html
{
    private const string Style =
        """
        body{font:15px/1.5 system-ui,"Noto Sans CJK JP",sans-serif;color:#1c2530;background:#fff;max-width:940px;margin:2em auto;padding:0 1em}
        h1{font-size:1.6em;margin:0 0 .2em}h2{font-size:1.15em;margin:2em 0 .5em}
        p.good{color:#116329;font-weight:600}p.bad{color:#a40e26;font-weight:600}p.none,p.note{color:#5b6673}
        pre{background:#f5f7f9;border:1px solid #dfe4e9;border-radius:4px;padding:.7em;white-space:pre-wrap;overflow-wrap:anywhere}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{padding:.25em .7em;border-bottom:1px solid #e6eaee;text-align:left}th{color:#5b6673;font-weight:600}
        td.n,th.n{text-align:right}figure{margin:1.2em 0}figcaption{font-weight:600}svg{width:100%;height:auto}
        svg text{font-size:12px;fill:#3d4854}svg .right{text-anchor:end}svg .middle{text-anchor:middle}
        .grid{stroke:#e6eaee}.axis,.tick{stroke:#8a949e}polyline{fill:none;stroke-width:1.8;stroke-linejoin:round}
        """;

    private static readonly string[] Colours =
        ["#0969da", "#d1570a", "#1a7f37", "#8250df", "#bf3989", "#6e7781", "#0e8a96", "#9a6700", "#cf222e", "#2d4373"];

    private readonly StringBuilder _body = new();

    /// <summary>Text that is safe in elements and attributes; what XML cannot hold is left out.</summary>
    public static string Text(string text) => SecurityElement.Escape(
        new string([.. text.Where(letter => letter is '\t' or '\n' or '\r' || !char.IsControl(letter))]));

    public Html Heading(string text) => Append($"<h2>{Text(text)}</h2>\n");

    public Html Paragraph(string text, string style = "note") => Append($"<p class=\"{style}\">{Text(text)}</p>\n");

    public Html Command(string text) => Append($"<pre>{Text(text)}</pre>\n");

    public Html Chart(LineChart chart) => Append(chart.Render());

    public Html Chart(BarChart chart) => Append(chart.Render());

    /// <summary>A table; columns from the second on are numbers.</summary>
    /// <param name="words">Columns that hold words all the same.</param>
    public Html Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, params int[] words)
    {
        Append("<table><thead><tr>");
        AppendCells(header, "th", words);
        Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            Append("<tr>");
            AppendCells(row, "td", words);
            Append("</tr>\n");
        }

        return Append("</tbody></table>\n");
    }

    /// <summary>The whole page; it is well-formed XML too.</summary>
    public string Render(string title)
    {
        var lines = string.Concat(Colours.Select((colour, index) => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $".s{index}{{stroke:{colour}}}.f{index}{{fill:{colour}}}")));
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"
            + "<meta name=\"viewport\" content=\"width=device-width\"/>"
            + $"<title>{Text(title)}</title><style>\n{Style}\n{lines}\n</style></head><body>\n<h1>{Text(title)}</h1>\n"
            + $"{_body}</body></html>\n";
    }

    private void AppendCells(IReadOnlyList<string> cells, string element, int[] words)
    {
        for (var index = 0; index < cells.Count; index++)
        {
            var style = index > 0 && !words.Contains(index) ? " class=\"n\"" : "";
            Append($"<{element}{style}>{Text(cells[index])}</{element}>");
        }
    }

    private Html Append(string markup)
    {
        _body.Append(markup);
        return this;
    }
}
