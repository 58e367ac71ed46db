using System.Text;

namespace OrleansMail.Audience;

public sealed class SheetWriterTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+81 3", "'+81 3")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝１", "'＝１")]
    [InlineData("＋１", "'＋１")]
    [InlineData("a=1", "a=1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("山田", "山田")]
    public async Task No_cell_is_taken_for_a_formula(string cell, string written)
    {
        var stream = new MemoryStream();
        await using (var sheet = new SheetWriter(stream))
        {
            await sheet.WriteAsync(["x", cell], TestContext.Current.CancellationToken);
        }

        var octets = stream.ToArray();
        Assert.Equal(Encoding.UTF8.Preamble, octets.AsSpan(0, 3));
        Assert.Equal($"x,{written}\r\n", Encoding.UTF8.GetString(octets.AsSpan(3)));
    }

    [Fact]
    public async Task Nothing_is_an_empty_cell()
    {
        var stream = new MemoryStream();
        await using (var sheet = new SheetWriter(stream))
        {
            await sheet.WriteAsync([null, "", "x"], TestContext.Current.CancellationToken);
        }

        Assert.EndsWith(",,x\r\n", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }
}
