using System.Globalization;
using System.Text;
using CsCheck;

namespace OrleansMail.Audience;

public class AudienceEncodingTests
{
    private const string Names = "address,name\na@b.jp,山田太郎\nc@d.jp,\"ソ表能\n―～ｱｲ①髙\"\ne@f.jp,x\n";

    private static readonly string[] NamesRead = ["2 a@b.jp 山田太郎", "3 c@d.jp ソ表能\n―～ｱｲ①髙", "5 e@f.jp x"];

    private static readonly string AsciiRows = string.Concat(Enumerable.Repeat("a@b.jp,x\n", 30_000));

    public static TheoryData<string, byte[]> Files => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Names) },
        { "UTF-8 with BOM", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Names)] },
        { "CP932", AudienceFile.Cp932.GetBytes(Names) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_encoding_is_told_from_the_content(string name, byte[] file)
    {
        foreach (var blockSize in (int[])[1, 2, 3, 7, int.MaxValue])
        {
            await using var reader = await AudienceFile.OpenAsync(file, blockSize);
            Assert.Equal(NamesRead, await AudienceFile.ReadAsync(reader));
            Assert.Equal(name, reader.EncodingName);
        }
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("CP932")]
    public async Task A_first_letter_that_comes_late_still_decides(string name)
    {
        var encoding = name == "CP932" ? AudienceFile.Cp932 : Encoding.UTF8;
        var file = encoding.GetBytes($"address,name\n{AsciiRows}z@b.jp,髙橋\n");
        await using var reader = await AudienceFile.OpenAsync(file);
        Assert.Equal("ASCII", reader.EncodingName);

        var lines = await AudienceFile.ReadAsync(reader);

        Assert.Equal(30_001, lines.Length);
        Assert.Equal("30002 z@b.jp 髙橋", lines[^1]);
        Assert.Equal(name, reader.EncodingName);
    }

    [Theory]
    [InlineData("UTF-8", 0)]
    [InlineData("UTF-8", 1)]
    [InlineData("CP932", 0)]
    [InlineData("CP932", 1)]
    public async Task A_letter_may_lie_across_two_blocks(string name, int shift)
    {
        var encoding = name == "CP932" ? AudienceFile.Cp932 : Encoding.UTF8;
        var row = $"a@b.jp,{new string('髙', 20_000)}\n";
        var rows = string.Concat(Enumerable.Repeat(row, 20));
        foreach (var blockSize in (int[])[1001, int.MaxValue])
        {
            var file = encoding.GetBytes($"address,name\n{new string('\n', shift)}{rows}");
            var lines = await AudienceFile.ReadAsync(file, blockSize);
            Assert.Equal(20, lines.Length);
            Assert.All(lines, line => Assert.EndsWith(row[7..].TrimEnd(), line));
        }
    }

    [Fact]
    public async Task A_file_of_plain_letters_is_ASCII()
    {
        await using var reader = await AudienceFile.OpenAsync("address\na@b.jp\n"u8.ToArray());
        await AudienceFile.ReadAsync(reader);

        Assert.Equal("ASCII", reader.EncodingName);
    }

    [Fact]
    public async Task A_byte_that_is_not_UTF8_makes_only_its_row_bad()
    {
        byte[] file =
        [
            .. Encoding.UTF8.GetBytes("address,name\na@b.jp,山田\n"), .. Encoding.UTF8.GetBytes(AsciiRows),
            .. "x@b.jp,"u8, 0xE5, 0xB1, (byte)'\n', .. Encoding.UTF8.GetBytes("z@b.jp,山田\n"), .. "q@b.jp,"u8, 0xE5,
        ];

        var lines = await AudienceFile.ReadAsync(file);

        Assert.Equal("30003 BAD name: the value has bytes that are not UTF-8", lines[^3]);
        Assert.Equal("30004 z@b.jp 山田", lines[^2]);
        Assert.Equal("30005 BAD name: the value has bytes that are not UTF-8", lines[^1]);
        Assert.Equal(30_004, lines.Length);
    }

    [Theory]
    [InlineData(new byte[] { 0x82 })]
    [InlineData(new byte[] { 0x85, 0x9F })]
    [InlineData(new byte[] { 0xA0 })]
    [InlineData(new byte[] { 0xFD })]
    [InlineData(new byte[] { 0xFF })]
    public async Task A_byte_that_is_not_CP932_makes_only_its_row_bad(byte[] wrong)
    {
        foreach (var blockSize in (int[])[1, int.MaxValue])
        {
            byte[] file =
            [
                .. AudienceFile.Cp932.GetBytes("address,name\na@b.jp,山田\nb@b.jp,\""), .. wrong, .. "\"\nc@b.jp,"u8,
                .. wrong, .. AudienceFile.Cp932.GetBytes("\nd@b.jp,山田\ne@b.jp,"), .. wrong,
            ];

            var lines = await AudienceFile.ReadAsync(file, blockSize);

            const string Bad = "BAD name: the value has bytes that are not CP932";
            Assert.Equal(["2 a@b.jp 山田", $"3 {Bad}", $"4 {Bad}", "5 d@b.jp 山田", $"6 {Bad}"], lines);
        }
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task UTF16_is_refused_with_a_way_out(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var opening = await AudienceFile.OpeningAsync([.. encoding.Preamble, .. encoding.GetBytes(Names)]);

        Assert.Contains("save it as CSV UTF-8", opening.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Japanese_text_is_told_apart_whatever_it_says()
    {
        // Kana, kanji and half-width kana as they stand in names.
        var letter = Gen.OneOf(Gen.Char['ァ', 'ヶ'], Gen.Char['ぁ', 'ん'], Gen.Char["山田太郎佐藤鈴木高橋"]);
        Gen.String[letter, 2, 30].Sample(
            text =>
            {
                Assert.Equal(AudienceEncoding.Utf8, AudienceEncoding.Detect(Encoding.UTF8.GetBytes(text)));
                Assert.Equal(AudienceEncoding.Cp932, AudienceEncoding.Detect(AudienceFile.Cp932.GetBytes(text)));
            },
            iter: 5_000);
    }

    [Fact]
    public void No_bytes_throw_and_the_lines_only_go_up() => Gen.Byte.Array[0, 200].Sample(
        bytes =>
        {
            byte[] file = [.. "address,name\n"u8, .. bytes];
            var opening = AudienceFile.OpeningAsync(file, blockSize: 11).GetAwaiter().GetResult();
            Assert.True(opening.Opened, opening.Reason);
            var lines = AudienceFile.ReadAsync(opening.Reader).GetAwaiter().GetResult();
            var numbers = lines.Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture)).ToArray();
            Assert.All(numbers, number => Assert.InRange(number, 2, 202));
            Assert.Equal(numbers.Distinct().Order(), numbers);
        },
        iter: 2_000);
}
