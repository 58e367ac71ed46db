namespace OrleansMail.Audit;

public sealed class AuditCsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝１", "'＝１")]
    [InlineData("＠ＳＵＭ", "'＠ＳＵＭ")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public async Task A_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(string detail, string cell)
    {
        var lines = await Write(TestTrail.Plain(1) with { Detail = detail, Caller = detail });

        Assert.Equal(cell, lines[1].Split(',')[11]);
        Assert.Equal(cell, lines[1].Split(',')[3]);
    }

    [Theory]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("say \"hi\", all", "\"say \"\"hi\"\", all\"")]
    [InlineData("=cmd|' /C calc'!A0,\n", "\"'=cmd|' /C calc'!A0,\n\"")]
    public async Task A_cell_with_a_separator_a_quote_or_a_line_end_is_quoted(string detail, string cell)
    {
        await using var text = new StringWriter();
        await using (var csv = new AuditCsv(text))
        {
            await csv.WriteAsync(TestTrail.Plain(1) with { Detail = detail }, TestContext.Current.CancellationToken);
        }

        Assert.Contains($",Allowed,{cell},", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_field_has_a_column()
    {
        var entry = TestTrail.Of(1)[0] with { SecondFactorAt = TestTrail.Noon };

        var lines = await Write(entry);

        Assert.Equal(
            "trail,seq,at,caller,kind,from,session,secondFactorAt,action,target,result,detail,id,prev,hash", lines[0]);
        Assert.Equal(
            "example.com,1,2026-03-01T12:00:01.000Z,ada,Person,192.0.2.7,s1,2026-03-01T12:00:00.000Z,campaign.start,"
            + $"campaign:c1,Allowed,,{entry.Id},{entry.Prev},{entry.Hash}",
            lines[1]);
    }

    private static async Task<string[]> Write(AuditEntry entry)
    {
        await using var text = new StringWriter();
        await using (var csv = new AuditCsv(text))
        {
            await csv.WriteAsync(entry, TestContext.Current.CancellationToken);
        }

        return text.ToString().Split("\r\n");
    }
}
