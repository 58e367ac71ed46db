using System.Globalization;
using System.Text;

namespace OrleansMail.Reports;

/// <summary>Lines over time as an inline SVG, with axes, units and a legend.</summary>
/// <param name="unit">Of the y axis.</param>
/// <param name="series">Up to ten lines.</param>
/// <param name="axis">What x is.</param>
internal sealed class LineChart(
    string title, string unit, IReadOnlyList<Series> series, string axis = "s since the start of sending")
{
    private const int Width = 880;
    private const int Height = 300;
    private const int Left = 78;
    private const int Right = 16;
    private const int Top = 44;
    private const int Bottom = 46;
    private const int LegendStep = 150;

    /// <summary>More points than this are thinned to means: no screen shows more.</summary>
    private const int MaxPoints = 400;

    public string Render()
    {
        var points = series.SelectMany(line => line.Points).ToList();
        if (points.Count == 0)
        {
            return $"<p class=\"none\">{Html.Text(title)}: not measured</p>";
        }

        var x = new Scale(points.Min(point => point.X), points.Max(point => point.X), isTight: true);
        var y = new Scale(Math.Min(0, points.Min(point => point.Y)), points.Max(point => point.Y));
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<figure><figcaption>{Html.Text(title)}</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" "
            + $"xmlns=\"http://www.w3.org/2000/svg\"><title>{Html.Text(title)}</title>");
        AppendLegend(svg);
        AppendAxes(svg, x, y);
        for (var index = 0; index < series.Count; index++)
        {
            AppendLine(svg, Thinned(series[index].Points), index, x, y);
        }

        return svg.Append("</svg></figure>\n").ToString();
    }

    private static double PlaceX(Scale x, double value) => Left + (x.At(value) * (Width - Left - Right));

    private static double PlaceY(Scale y, double value) => Height - Bottom - (y.At(value) * (Height - Top - Bottom));

    private static void AppendLine(
        StringBuilder svg, List<(double X, double Y)> points, int index, Scale x, Scale y)
    {
        if (points.Count == 1)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle class=\"f{index % 10}\" cx=\"{PlaceX(x, points[0].X):F1}\" cy=\"{PlaceY(y, points[0].Y):F1}\" r=\"3\"/>");
            return;
        }

        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"s{index % 10}\" points=\"");
        foreach (var (px, py) in points)
        {
            svg.Append(CultureInfo.InvariantCulture, $"{PlaceX(x, px):F1},{PlaceY(y, py):F1} ");
        }

        svg.Append("\"/>");
    }

    private static List<(double X, double Y)> Thinned(IReadOnlyList<(double X, double Y)> points)
    {
        var group = (points.Count + MaxPoints - 1) / MaxPoints;
        return group <= 1
            ? [.. points]
            : [.. points.Chunk(group).Select(chunk => (chunk.Average(point => point.X), chunk.Average(point => point.Y)))];
    }

    private void AppendLegend(StringBuilder svg)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"unit\" x=\"4\" y=\"{Top - 26}\">{Html.Text(unit)}</text>");
        for (var index = 0; index < series.Count; index++)
        {
            var place = Left + 40 + (index % 5 * LegendStep);
            var line = 14 + (index / 5 * 16);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"f{index % 10}\" x=\"{place}\" y=\"{line - 4}\" width=\"18\" height=\"4\"/>"
                + $"<text x=\"{place + 24}\" y=\"{line + 2}\">{Html.Text(series[index].Name)}</text>");
        }
    }

    private void AppendAxes(StringBuilder svg, Scale x, Scale y)
    {
        foreach (var tick in y.Ticks)
        {
            var place = PlaceY(y, tick);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{place:F1}\" y2=\"{place:F1}\"/>"
                + $"<text class=\"right\" x=\"{Left - 8}\" y=\"{place + 4:F1}\">{y.Text(tick)}</text>");
        }

        foreach (var tick in x.Ticks)
        {
            var place = PlaceX(x, tick);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"tick\" x1=\"{place:F1}\" x2=\"{place:F1}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom + 5}\"/>"
                + $"<text class=\"middle\" x=\"{place:F1}\" y=\"{Height - Bottom + 20}\">{x.Text(tick)}</text>");
        }

        svg.Append(
            CultureInfo.InvariantCulture,
            $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{PlaceY(y, Math.Max(0, y.Least)):F1}\" "
            + $"y2=\"{PlaceY(y, Math.Max(0, y.Least)):F1}\"/>"
            + $"<text class=\"middle\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\">{Html.Text(axis)}</text>");
    }
}
