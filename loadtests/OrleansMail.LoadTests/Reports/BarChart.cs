using System.Globalization;
using System.Text;

namespace OrleansMail.Reports;

/// <summary>Groups of lying bars as an inline SVG, with a value axis and a legend.</summary>
/// <param name="unit">Of the values.</param>
/// <param name="names">Of the bars in each group.</param>
/// <param name="groups">A name and a value for each bar.</param>
internal sealed class BarChart(
    string title, string unit, IReadOnlyList<string> names, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> groups)
{
    private const int Width = 880;
    private const int Left = 110;
    private const int Right = 90;
    private const int Top = 34;
    private const int Bottom = 46;
    private const int Bar = 12;
    private const int Gap = 12;
    private const int LegendStep = 150;

    private int GroupHeight => (names.Count * (Bar + 2)) + Gap;

    private int Height => Top + (groups.Count * GroupHeight) + Bottom;

    public string Render()
    {
        var scale = new Scale(0, groups.SelectMany(group => group.Values).DefaultIfEmpty(0).Max());
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<figure><figcaption>{Html.Text(title)}</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" "
            + $"xmlns=\"http://www.w3.org/2000/svg\"><title>{Html.Text(title)}</title>");
        for (var index = 0; index < names.Count; index++)
        {
            var place = Left + (index * LegendStep);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"f{index}\" x=\"{place}\" y=\"10\" width=\"18\" height=\"4\"/>"
                + $"<text x=\"{place + 24}\" y=\"16\">{Html.Text(names[index])}</text>");
        }

        AppendAxis(svg, scale);
        for (var index = 0; index < groups.Count; index++)
        {
            AppendGroup(svg, scale, index);
        }

        return svg.Append("</svg></figure>\n").ToString();
    }

    private static double Place(Scale scale, double value) => Left + (scale.At(value) * (Width - Left - Right));

    private void AppendAxis(StringBuilder svg, Scale scale)
    {
        foreach (var tick in scale.Ticks)
        {
            var place = Place(scale, tick);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"grid\" x1=\"{place:F1}\" x2=\"{place:F1}\" y1=\"{Top - 6}\" y2=\"{Height - Bottom}\"/>"
                + $"<text class=\"middle\" x=\"{place:F1}\" y=\"{Height - Bottom + 18}\">{scale.Text(tick)}</text>");
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text class=\"middle\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\">{Html.Text(unit)}</text>");
    }

    private void AppendGroup(StringBuilder svg, Scale scale, int index)
    {
        var (name, values) = groups[index];
        var top = Top + (index * GroupHeight);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text class=\"right\" x=\"{Left - 10}\" y=\"{top + (names.Count * (Bar + 2) / 2) + 4}\">{Html.Text(name)}</text>");
        for (var bar = 0; bar < values.Count; bar++)
        {
            var width = Math.Max(1, Place(scale, values[bar]) - Left);
            var place = top + (bar * (Bar + 2));
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"f{bar}\" x=\"{Left}\" y=\"{place}\" width=\"{width:F1}\" height=\"{Bar}\"/>"
                + $"<text x=\"{Left + width + 5:F1}\" y=\"{place + Bar - 2}\">{values[bar]:N2}</text>");
        }
    }
}
