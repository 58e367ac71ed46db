using System.Text;

namespace OrleansMail.Audience;

public class AudienceReaderTests
{
    /// <summary>A file and what its rows give.</summary>
    public static TheoryData<string, string[]> Rows => new()
    {
        { "address\n", [] },
        { "address", [] },
        { "address\r\n\r\n\r\n", [] },
        { "address\na@b.jp", ["2 a@b.jp"] },
        { "address\na@b.jp\n\n\n", ["2 a@b.jp"] },
        { "\n\naddress\n\na@b.jp\n", ["5 a@b.jp"] },
        { " Address ,name\r\na@b.jp,Taro\r\n", ["2 a@b.jp Taro"] },
        { "name,ADDRESS,point\nTaro,a@b.jp,3\n", ["2 a@b.jp Taro|3"] },
        { "address,name\n a@b.jp , Taro \n", ["2 a@b.jp  Taro"] },
        { "address,name\na@b.jp,\n", ["2 a@b.jp"] },
        { "address,name\na@b.jp,\"\"\n", ["2 a@b.jp"] },
        { "address,name\n\"a@b.jp\",\"Y, \"\"T\"\"\"\n", ["2 a@b.jp Y, \"T\""] },
        { "address,note\na@b.jp,\"1\n2\r\n3\"\nc@d.jp,\tx\n", ["2 a@b.jp 1\n2\r\n3", "5 c@d.jp \tx"] },
        { "address\n\"\"\"abc.\"\"@docomo.ne.jp\"\nabc.@docomo.ne.jp\n", Twice("\"abc.\"@docomo.ne.jp") },
        { "address,name\ra@b.jp,x\rc@d.jp,y", ["2 a@b.jp x", "3 c@d.jp y"] },
    };

    /// <summary>A file and the one bad row in it, in front of a good one.</summary>
    public static TheoryData<string, string> BadRows => new()
    {
        { "a@b.jp\n", "2 BAD the row has 1 values, the header names 2 columns" },
        { "a@b.jp,x,y\n", "2 BAD the row has 3 values, the header names 2 columns" },
        { "   \n", "2 BAD the row has 1 values, the header names 2 columns" },
        { "\n\na@b.jp\n", "4 BAD the row has 1 values, the header names 2 columns" },
        { ",x\n", "2 BAD address: the address is empty" },
        { "\"\",x\n", "2 BAD address: the address is empty" },
        { "ab.jp,x\n", "2 BAD address: there is no @" },
        { "\"a\n@b.jp\",x\n", "2 BAD address: there is a line break before the @" },
        { "a@b.jp,\"1\n2\n3\0\"\n", "2 BAD name: the value has the control character U+0000" },
        { "a@b.jp,x\u001By\n", "2 BAD name: the value has the control character U+001B" },
        { "a@b.jp,x\u0085y\n", "2 BAD name: the value has the control character U+0085" },
        { "a\u0007@b.jp,x\n", "2 BAD address: the value has the control character U+0007" },
        { "a@b.jp,x\"y\n", "2 BAD a quote stands inside a value; put the value in quotes and double the quote" },
        { "a@b.jp,\"x\"y\n", "2 BAD text follows a closing quote; double a quote that belongs to the value" },
        { "a@b.jp,\"x\n", "2 BAD a quote is opened and never closed" },
        { "\"a@b.jp,x\n", "2 BAD a quote is opened and never closed" },
        { "a@b.jp,x\uFFFD\n", "2 BAD name: the value has bytes that are not UTF-8" },
        { $"a@b.jp,{new string('x', 64 * 1024 + 1)}\n", "2 BAD name: the value is longer than 64 KiB" },
        { $"a@b.jp,{new string('語', 22 * 1024)}\n", "2 BAD name: the value is longer than 64 KiB" },
        { $"a@b.jp,{new string('x', 1024 * 1024)}\n", "2 BAD the row is longer than 1 MiB" },
        { $"a@b.jp,{new string('x', 5_000_000)}\r\n", "2 BAD the row is longer than 1 MiB" },
        { $"a@b.jp,{new string('x', 5_000_000)}\r", "2 BAD the row is longer than 1 MiB" },
        { $"a@b.jp{new string(',', 200_000)}\n", "2 BAD the row has 200001 values, the header names 2 columns" },
    };

    /// <summary>A header row and words of the reason for which the file is refused.</summary>
    public static TheoryData<string, string> BadHeaders => new()
    {
        { "", "empty" },
        { "\r\n\n", "empty" },
        { "name,mail\n", "no column named address" },
        { "taro@example.jp,Taro\n", "no column named address" },
        { "address;name\n", "commas" },
        { "address,name,name\n", "two columns are named name" },
        { "address,name,NAME\n", "two columns are named NAME" },
        { "address,Address\n", "two columns are named Address" },
        { "address,,name\n", "column 2 has no name" },
        { "address, \n", "column 2 has no name" },
        { "address,first name\n", "column 2 is named first name" },
        { "address,1st\n", "column 2 is named 1st" },
        { "address,a.b\n", "column 2 is named a.b" },
        { "address,氏 名\n", "column 2 is named 氏 名" },
        { "address,氏名。\n", "column 2 is named 氏名。" },
        { "address,１番\n", "column 2 is named １番" },
        { "address,-氏名\n", "column 2 is named -氏名" },
        { "address,name-\n", "column 2 is named name-" },
        { "address,氏名,氏名\n", "two columns are named 氏名" },
        { "address,a\u0007\n", "column 2 is named a?" },
        { "address,true\n", "template language" },
        { "address,\"na\"me\n", "quotes in the first row" },
        { "\"address,name\na@b.jp,x\n", "quotes in the first row" },
        { "address," + new string('x', 3_000_000), "1 MiB" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Rows_come_out_with_the_line_they_start_on(string file, string[] rows) =>
        Assert.Equal(rows, await AudienceFile.ReadAsync(file));

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task A_bad_row_is_told_by_line_and_the_next_row_is_read(string row, string told)
    {
        var lines = await AudienceFile.ReadAsync($"address,name\n{row}next@b.jp,z\n");

        // The line of the next row follows from the line ends in the bad one.
        var next = 2 + row.Replace("\r\n", "\n").Count(c => c is '\r' or '\n');
        Assert.Equal([told, $"{next} next@b.jp z"], lines);
    }

    [Theory]
    [MemberData(nameof(BadHeaders))]
    public async Task A_file_without_a_good_header_is_refused(string file, string words)
    {
        var opening = await AudienceFile.OpeningAsync(Encoding.UTF8.GetBytes(file));

        Assert.False(opening.Opened);
        Assert.Null(opening.Reader);
        Assert.Contains(words, opening.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("taro", opening.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fields_are_the_columns_without_the_address()
    {
        await using var reader = await AudienceFile.OpenAsync("name,address,last-buy_2\n"u8.ToArray());

        Assert.Equal(["name", "last-buy_2"], reader.Fields);
    }

    [Fact]
    public async Task Columns_may_be_named_in_any_script()
    {
        await using var reader = await AudienceFile.OpenAsync("address,氏名,フリガナ,会員-番号_2,größe\n"u8.ToArray());

        Assert.Equal(["氏名", "フリガナ", "会員-番号_2", "größe"], reader.Fields);
    }

    [Theory]
    [InlineData("address\n")]
    [InlineData("name\n")]
    public async Task The_file_is_closed_with_the_reader_or_when_it_is_refused(string text)
    {
        var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var opening = await AudienceReader.OpenAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(opening.Opened, file.CanRead);
        if (opening.Opened)
        {
            await opening.Reader.DisposeAsync();
        }

        Assert.False(file.CanRead);
    }

    [Fact]
    public async Task An_open_quote_hides_no_row_behind_it()
    {
        var rows = string.Concat(Enumerable.Range(4, 60_000).Select(line => $"a{line}@b.jp,{new string('x', 30)}\n"));
        var lines = await AudienceFile.ReadAsync($"address,name\na2@b.jp,x\na3@b.jp,\"x\n{rows}");

        Assert.Equal(60_002, lines.Length);
        Assert.Equal("3 BAD a quote is opened and never closed", lines[1]);
        Assert.All(lines.Skip(2), (line, i) => Assert.StartsWith($"{i + 4} a{i + 4}@b.jp x", line));
    }

    [Fact]
    public async Task After_an_open_quote_a_value_over_two_lines_is_bad_too()
    {
        var lines = await AudienceFile.ReadAsync("address,name\na@b.jp,\"x\nc@d.jp,\"1\n2\"\ne@f.jp,y\n,\"");

        Assert.Equal(
            ["2 BAD text follows a closing quote; double a quote that belongs to the value", "4 BAD"],
            lines.Take(2).Select(line => line.StartsWith("4 BAD", StringComparison.Ordinal) ? "4 BAD" : line));
        Assert.Equal("5 e@f.jp y", lines[2]);
        Assert.Equal("6 BAD a quote is opened and never closed", lines[^1]);
    }

    [Fact]
    public async Task Many_long_and_open_rows_are_each_told()
    {
        var row = $"a@b.jp,{new string('x', 1_200_000)}\n";
        var open = "a\",\"\n";
        var lines = await AudienceFile.ReadAsync($"address,name\n{row}{row}c@d.jp,x\n{open}{open}{open}{row}e@f.jp,y");

        Assert.Equal(8, lines.Length);
        Assert.Equal("4 c@d.jp x", lines[2]);
        Assert.Equal("9 e@f.jp y", lines[^1]);
        Assert.Equal(6, lines.Count(line => line.Contains(" BAD ", StringComparison.Ordinal)));
    }

    private static string[] Twice(string address) => [$"2 {address}", $"3 {address}"];
}
