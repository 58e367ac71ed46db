namespace OrleansMail.Audience;

public class BadRowReportTests
{
    [Fact]
    public async Task Each_bad_row_is_a_line_of_CSV()
    {
        var text = new StringWriter();
        await using (var report = new BadRowReport(text))
        {
            await report.WriteAsync(new BadRow(3, "there is no @"), TestContext.Current.CancellationToken);
            await report.WriteAsync(new BadRow(2_000_000_000_000, "a, \"b\""), TestContext.Current.CancellationToken);
            Assert.Equal(2, report.Count);
        }

        Assert.Equal("line,reason\r\n3,there is no @\r\n2000000000000,\"a, \"\"b\"\"\"\r\n", text.ToString());
    }

    [Fact]
    public async Task A_report_without_rows_has_its_header()
    {
        var text = new StringWriter();
        await using (new BadRowReport(text))
        {
        }

        Assert.Equal("line,reason\r\n", text.ToString());
    }
}
