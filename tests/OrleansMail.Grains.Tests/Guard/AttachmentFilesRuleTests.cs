using System.IO.Compression;
using System.Text;
using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class AttachmentFilesRuleTests
{
    private static readonly AttachmentFilesRule Rule = new();

    [Theory]
    [InlineData("invoice.exe", AttachmentTraits.Program)]
    [InlineData("invoice.lnk", AttachmentTraits.Program)]
    [InlineData("disk.ISO", AttachmentTraits.Program)]
    [InlineData("invoice.pdf.js", AttachmentTraits.Program | AttachmentTraits.Disguised)]
    [InlineData("invoice\u202Efdp.scr", AttachmentTraits.Program | AttachmentTraits.Disguised)]
    [InlineData("invoice.pdf", AttachmentTraits.None)]
    [InlineData("Ver.2.0 資料.pdf", AttachmentTraits.None)]
    public void A_program_is_known_by_its_name(string name, AttachmentTraits traits)
    {
        Assert.Equal(traits, AttachmentReader.Read(name, "%PDF"u8.ToArray()).Traits);
    }

    [Fact]
    public void A_program_is_known_by_its_first_octets()
    {
        byte[] windows = [0x4D, 0x5A, 0x90, 0x00];

        Assert.Equal(AttachmentTraits.Program, AttachmentReader.Read("photo.jpg", windows).Traits);
        Assert.Equal(AttachmentTraits.Program, AttachmentReader.Read("photo.jpg", "\u007fELF"u8.ToArray()).Traits);
    }

    [Theory]
    [InlineData("xl/workbook.xml", "<sheet name=\"a\" state=\"hidden\"/>", AttachmentTraits.Hidden)]
    [InlineData("xl/workbook.xml", "<sheet name=\"a\" state=\"veryHidden\"/>", AttachmentTraits.Hidden)]
    [InlineData("xl/worksheets/sheet1.xml", "<col min=\"1\" max=\"1\" hidden=\"1\"/>", AttachmentTraits.Hidden)]
    [InlineData("xl/worksheets/sheet1.xml", "<row r=\"3\" hidden=\"true\">", AttachmentTraits.Hidden)]
    [InlineData("xl/worksheets/sheet1.xml", "<row r=\"3\" hidden=\"0\">", AttachmentTraits.None)]
    [InlineData("ppt/slides/slide1.xml", "<p:sld show=\"0\">", AttachmentTraits.Hidden)]
    [InlineData("word/document.xml", "<w:ins w:id=\"1\" w:author=\"Ann\">", AttachmentTraits.Changes)]
    [InlineData("word/document.xml", "<w:rPr><w:vanish/></w:rPr>", AttachmentTraits.Hidden)]
    [InlineData("word/comments.xml", "<w:comments/>", AttachmentTraits.Changes)]
    [InlineData("xl/threadedComments/threadedComment1.xml", "<x/>", AttachmentTraits.Changes)]
    [InlineData("word/vbaProject.bin", "x", AttachmentTraits.Macros)]
    [InlineData("docProps/core.xml", "<dc:creator>Ann</dc:creator>", AttachmentTraits.Author)]
    [InlineData("docProps/core.xml", "<dc:creator></dc:creator>", AttachmentTraits.None)]
    [InlineData("readme/setup.exe", "x", AttachmentTraits.ProgramInside)]
    public void What_an_office_file_hides_is_found(string entry, string text, AttachmentTraits traits)
    {
        Assert.Equal(traits, AttachmentReader.Read("a.docx", Zip((entry, text))).Traits);
    }

    [Fact]
    public void An_archive_that_unpacks_without_end_is_not_unpacked()
    {
        // 300 MB of one letter in 3 MB.
        var bomb = Zip([.. Enumerable.Range(0, 10).Select(number => ($"xl/worksheets/sheet{number}.xml", new string('a', 30_000_000)))]);

        Assert.InRange(bomb.Length, 1, 5_000_000);
        Assert.Equal(AttachmentTraits.Unread, AttachmentReader.Read("a.xlsx", bomb).Traits);
        Assert.Equal(AttachmentTraits.Unread, AttachmentReader.Read("a.xlsx", bomb.AsMemory(0, bomb.Length / 2)).Traits);
    }

    [Theory]
    [InlineData(AttachmentTraits.Program, GuardLevel.Block)]
    [InlineData(AttachmentTraits.Disguised, GuardLevel.Block)]
    [InlineData(AttachmentTraits.Hidden | AttachmentTraits.Author, GuardLevel.Warn)]
    [InlineData(AttachmentTraits.Locked, GuardLevel.Warn)]
    [InlineData(AttachmentTraits.Author, GuardLevel.Info)]
    [InlineData(AttachmentTraits.None, null)]
    public void Every_trait_has_its_level(AttachmentTraits traits, GuardLevel? level)
    {
        Assert.Equal(level, Run(Rule, Campaign with { Files = [new AttachmentFacts("a", traits, [])] }, Row).Worst());
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, GuardLevel.Block)]
    public void A_list_of_recipients_is_no_attachment(int listed, GuardLevel? level)
    {
        var rows = Enumerable.Range(0, 10).Select(row => Recipient($"u{row}@mail.test", "Ann", "x")).ToArray();
        var list = string.Join("\r\n", rows.Take(listed).Select(row => $"Ann,{row.Address}"));
        foreach (var file in new[]
        {
            AttachmentReader.Read("list.csv", Encoding.UTF8.GetBytes(list)),
            AttachmentReader.Read("list.xlsx", Zip(("xl/sharedStrings.xml", $"<t>{list}</t>"))),
        })
        {
            Assert.Equal(level, Run(Rule, Campaign with { Files = [file] }, rows).Worst());
        }
    }

    [Theory]
    [InlineData("請求書_AB100003.pdf", GuardLevel.Block)]
    [InlineData("invoice-AB100003-2026.pdf", GuardLevel.Block)]
    [InlineData("請求書_山田花子3様.pdf", GuardLevel.Block)]
    [InlineData("請求書_202611.pdf", null)]
    [InlineData("カタログ.pdf", null)]
    public void A_file_for_one_goes_to_nobody_else(string name, GuardLevel? level)
    {
        var rows = Enumerable.Range(0, 30).Select(row => Recipient(
            $"u{row}@mail.test", $"山田 花子{row}", $"AB{100_000 + row}", "202611"));
        var campaign = Campaign with
        {
            Columns = ["name", "code", "month"],
            Files = [new AttachmentFacts(name, AttachmentTraits.None, [])],
        };

        Assert.Equal(level, Run(Rule, campaign, rows).Worst());
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var octets = new MemoryStream();
        using (var zip = new ZipArchive(octets, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
                entry.Write(text);
            }
        }

        return octets.ToArray();
    }
}
