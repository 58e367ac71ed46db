using System.Xml.Linq;

namespace OrleansMail.Reports;

public sealed class ReportTests
{
    private static readonly LineChart Line = new(
        "Rate <fast> & \"slow\"", "mails/s", [new("a", [(0, 1), (1, 5), (2, 3)]), new("b", [(0, 0)])]);

    [Fact]
    public void A_page_is_well_formed_and_refers_to_no_other_place()
    {
        var page = new Html()
            .Heading("A & B")
            .Paragraph("<script>alert(1)</script>\u0001")
            .Command("run --x 'y<z'")
            .Table(["name", "n"], [["<b>", "1"]])
            .Chart(Line)
            .Chart(new BarChart("Bars", "ms", ["half", "most"], [("render", [1, 2.5])]));

        var root = XDocument.Parse(page.Render("Report & all")).Root!;

        var names = root.Descendants().Select(element => element.Name.LocalName).Distinct(StringComparer.Ordinal).ToList();
        Assert.DoesNotContain("script", names);
        Assert.DoesNotContain("link", names);
        Assert.DoesNotContain("img", names);
        Assert.DoesNotContain(
            root.Descendants().Attributes(),
            attribute => !attribute.IsNamespaceDeclaration
                && (attribute.Name.LocalName is "src" or "href"
                    || attribute.Value.Contains("//", StringComparison.Ordinal)));
        Assert.DoesNotContain("url(", root.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_has_a_point_for_each_value_inside_the_picture()
    {
        var picture = XElement.Parse(Line.Render());

        var line = Assert.Single(picture.Descendants(), element => element.Name.LocalName == "polyline");
        var points = line.Attribute("points")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(point => point.Split(',').Select(double.Parse).ToArray()).ToList();
        Assert.Equal(3, points.Count);
        Assert.All(points, point => Assert.True(point[0] is >= 0 and <= 880 && point[1] is >= 0 and <= 300));
        Assert.True(points[1][1] < points[2][1], "a greater value is higher up");
    }

    [Fact]
    public void A_chart_without_points_says_so() =>
        Assert.Contains("not measured", new LineChart("Rate", "mails/s", []).Render(), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 7, 0, 8, 2)]
    [InlineData(0, 1234, 0, 1500, 500)]
    [InlineData(-3, 12, -5, 15, 5)]
    [InlineData(0, 0, 0, 0.2, 0.2)]
    public void An_axis_has_round_ticks_around_the_values(double least, double most, double from, double to, double step)
    {
        var scale = new Scale(least, most);

        Assert.Equal((from, to, step), (scale.Least, scale.Most, scale.Step));
        Assert.Equal(from, scale.Ticks.First(), 9);
        Assert.Equal(to, scale.Ticks.Last(), 9);
    }

    [Fact]
    public void A_tight_axis_ends_at_the_values_and_ticks_inside()
    {
        var scale = new Scale(-3.5, 12.2, isTight: true);

        Assert.Equal((-3.5, 12.2), (scale.Least, scale.Most));
        Assert.Equal([0, 5, 10], scale.Ticks);
    }
}
