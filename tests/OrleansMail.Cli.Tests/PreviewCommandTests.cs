using System.Text.Json;

namespace OrleansMail;

public sealed class PreviewCommandTests(FakeSilo silo)
{
    [Fact]
    public async Task Preview_shows_the_rows_that_the_check_chose_and_why()
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "preview", "preview-1");

        Assert.Equal(0, ran.Code);
        Assert.Contains("--- row 2: at random", ran.Lines);
        Assert.Contains("--- row 7: name is empty, longest mail", ran.Lines);
        Assert.Contains("From: News <news@shop.test>", ran.Lines);
        Assert.Contains("To: r@example.com", ran.Lines);
        Assert.Contains("line two", ran.Lines);
        Assert.Contains("Attachment: a.pdf (application/pdf, 12,345 octets)", ran.Lines);
        Assert.Contains("… 3,000 more characters, which --json shows", ran.Lines);
        Assert.DoesNotContain('\u001b', ran.Out);
    }

    [Fact]
    public async Task Preview_shows_one_row_as_JSON()
    {
        var ran = await Ran.AsyncOn(silo, "campaign", "preview", "preview-2", "--row", "5", "--json");

        Assert.Equal(0, ran.Code);
        Assert.Equal(5, ran.Json.GetProperty("row").GetInt64());
        Assert.Equal(JsonValueKind.Null, ran.Json.GetProperty("reason").ValueKind);
        Assert.Equal(5_000, ran.Json.GetProperty("html").GetString()!.Length);
        Assert.Equal("a.pdf", ran.Json.GetProperty("attachments")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("preview-3", "12", "row")]
    [InlineData("unchecked-1", null, "not-checked")]
    public async Task What_cannot_be_shown_is_told(string id, string? row, string code)
    {
        string[] line = ["campaign", "preview", id, "--json"];
        var ran = await Ran.AsyncOn(silo, row is null ? line : [.. line, "--row", row]);

        Assert.Equal(1, ran.Code);
        Assert.Equal(code, ran.Json.GetProperty("error").GetProperty("code").GetString());
    }
}
