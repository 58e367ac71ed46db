using System.Text.RegularExpressions;

namespace OrleansMail.Shapes;

public sealed partial class ShapeTests
{
    private static readonly AudienceShape Small = new(1000, 4, [50, 20], 10, false, 0, 1);

    [Fact]
    public void The_same_shape_is_always_the_same_rows_and_another_seed_is_not()
    {
        var rows = AudienceWriter.Rows(Small, 0).ToList();

        Assert.Equal(rows, AudienceWriter.Rows(Small, 0));
        Assert.NotEqual(rows, AudienceWriter.Rows(Small with { Seed = 2 }, 0));
        Assert.Equal(1000, rows.Count);
        Assert.Equal(1000, rows.Select(AddressOf).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Two_audiences_that_follow_each_other_have_nobody_in_common()
    {
        var first = AudienceWriter.Rows(Small, 0).Select(AddressOf);
        var second = AudienceWriter.Rows(Small, 1000).Select(AddressOf);

        Assert.Empty(first.Intersect(second, StringComparer.Ordinal));
    }

    [Fact]
    public void Sites_have_about_the_shares_that_were_asked_for()
    {
        var bySite = AudienceWriter.Rows(Small with { Recipients = 20_000 }, 0)
            .CountBy(row => AddressOf(row).Split('@')[1], StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);

        Assert.InRange(bySite["site00001.test"], 9_600, 10_400);
        Assert.InRange(bySite["site00002.test"], 3_700, 4_300);
        Assert.InRange(bySite["site00003.test"], 2_700, 3_300);
        Assert.InRange(bySite["site00004.test"], 2_700, 3_300);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, AudienceShape.MaxSites + 1)]
    public void A_shape_without_recipients_or_sites_is_a_fault(int recipients, int sites) =>
        Assert.NotNull((Small with { Recipients = recipients, Sites = sites, Shares = [] }).Fault());

    [Fact]
    public void Shares_above_the_whole_are_a_fault()
    {
        Assert.NotNull((Small with { Shares = [80, 30] }).Fault());
        Assert.NotNull((Small with { Sites = 2, Shares = [50, 20] }).Fault());
        Assert.Null(Small.Fault());
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(10, false)]
    [InlineData(50, false)]
    [InlineData(2, true)]
    [InlineData(10, true)]
    [InlineData(50, true)]
    public void The_parts_fill_the_size_that_was_asked_for(int kilobytes, bool japanese)
    {
        var mail = ContentWriter.Compose(Small with { SizeKilobytes = kilobytes, Japanese = japanese });

        var (text, html) = (Part(mail, "text/plain"), Part(mail, "text/html"));

        Assert.InRange(WireSize.Of(text, html), kilobytes * 1024 * 0.97, kilobytes * 1024);
    }

    [Fact]
    public void Ten_kilobytes_hold_two_fields_in_the_subject_and_twenty_in_each_part()
    {
        var mail = ContentWriter.Compose(Small);

        Assert.Equal(2, Field().Count(mail[..mail.IndexOf("\r\n", StringComparison.Ordinal)]));
        Assert.Equal(20, Field().Count(Part(mail, "text/plain")));
        Assert.InRange(Field().Count(Part(mail, "text/html")), 20, 21);
    }

    [Fact]
    public void An_attachment_comes_in_base64_with_its_size()
    {
        var mail = ContentWriter.Compose(Small with { AttachmentKilobytes = 3 });

        var content = mail[mail.IndexOf("filename=\"catalogue.pdf\"\r\n\r\n", StringComparison.Ordinal)..].Split("\r\n\r\n")[1];
        var octets = Convert.FromBase64String(content[..content.IndexOf("--", StringComparison.Ordinal)]);

        Assert.Equal(3 * 1024, octets.Length);
    }

    private static string AddressOf(string row) => row.Split(',')[0];

    private static string Part(string mail, string type)
    {
        var part = mail[mail.IndexOf($"Content-Type: {type}", StringComparison.Ordinal)..];
        var content = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        return content[..content.IndexOf("\r\n--=_", StringComparison.Ordinal)];
    }

    [GeneratedRegex("\\{\\{ [a-z]+ \\}\\}", RegexOptions.NonBacktracking)]
    private static partial Regex Field();
}
