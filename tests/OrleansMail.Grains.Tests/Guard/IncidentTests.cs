using System.Globalization;
using OrleansMail.Campaigns;

namespace OrleansMail.Guard;

/// <summary>Three mis-sendings as they were reported by those who made them, replayed with invented people.</summary>
public sealed class IncidentTests
{
    private static readonly string[] Family = ["佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "山本", "中村", "小林", "加藤"];
    private static readonly string[] Latin =
        ["sato", "suzuki", "takahashi", "tanaka", "watanabe", "ito", "yamamoto", "nakamura", "kobayashi", "kato"];

    private static readonly GuardCampaign Notice = new(
        "【重要】会員番号のお知らせ", "{{ name }} 様\r\n\r\n会員番号は {{ number }} です。\r\n{{ link }}", "", [], [], ToCount: 0,
        CcCount: 0, ["name", "kana", "number", "link"], UnsubscribeConfigured: true, IsStream: false, "club.jp", 0, 0, 600)
    {
        Class = MailClass.Notice,
        SketchKey = new byte[32],
        Now = new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void The_list_itself_passes() => Assert.Null(Worst(Notice, People()));

    // A row was deleted in the column of addresses only: everybody below got the mail of the one above.
    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void Rows_shifted_against_addresses(int from)
    {
        var people = People();
        var shifted = people.Select((row, at) => at < from ? row : row with
        {
            Address = people[(at + 1) % people.Length].Address,
            Domain = people[(at + 1) % people.Length].Domain,
        });

        Assert.Equal(GuardLevel.Block, Worst(Notice, [.. shifted]));
    }

    // The numbers were pasted in another order than the people: name and address fit, and the number is another's.
    [Fact]
    public void Numbers_paired_with_the_wrong_person_contradict_the_link_beside_them()
    {
        var people = People();
        var paired = people.Select((row, at) =>
            Mail(row, row.Values[0], row.Values[1], people[(at + 7) % people.Length].Values[2], row.Values[3]));

        Assert.Equal(GuardLevel.Block, Worst(Notice, [.. paired]));
    }

    [Fact]
    public void Numbers_paired_with_the_wrong_person_contradict_the_campaign_before()
    {
        var people = People();
        var learned = new GuardRun(Notice, []);
        Array.ForEach(people, row => learned.Learn(row));
        var before = new GuardMemory("spring", CampaignPhase.Completed, Notice.Now.AddDays(-90), learned.Sketch);

        // No link tells of it this time.
        var paired = people.Select((row, at) =>
            Mail(row, row.Values[0], row.Values[1], people[(at + 7) % people.Length].Values[2], "https://club.jp/"));

        Assert.Equal(GuardLevel.Block, Worst(Notice with { History = [before] }, [.. paired]));
        Assert.Null(Worst(Notice with { History = [before] }, people));
    }

    // The addresses were pasted into To or Cc of the mail, instead of one mail for each.
    [Theory]
    [InlineData(600, 0)]
    [InlineData(1, 599)]
    public void Recipients_in_To_or_Cc(int to, int cc) =>
        Assert.Equal(GuardLevel.Block, Worst(Notice with { ToCount = to, CcCount = cc }, People()));

    // Or into the text, or into a file that was attached.
    [Fact]
    public void Recipients_in_the_text_or_in_a_file()
    {
        var people = People();
        var list = string.Join(", ", people.Take(50).Select(row => row.Address));
        var pasted = Notice with { Text = $"宛先: {list}\r\n{Notice.Text}" };
        var file = AttachmentReader.Read("名簿.csv", System.Text.Encoding.UTF8.GetBytes(list));

        Assert.Equal(GuardLevel.Block, Worst(pasted, people));
        Assert.Equal(GuardLevel.Block, Worst(Notice with { Files = [file] }, people));
    }

    private static GuardRow[] People() => [.. Enumerable.Range(0, 600).Select(person =>
    {
        var family = (person * 7) % Family.Length;
        var number = string.Create(CultureInfo.InvariantCulture, $"{20_260_000 + (person * 13)}");
        var row = new GuardRow(
            person, person + 2, $"{Latin[family]}.{person}@mail-of-people.jp", "mail-of-people.jp", [])
        {
            Key = StableHash.Mix((ulong)person + 1),
        };
        return Mail(
            row, $"{Family[family]} 様{person}", Latin[family], number, $"https://club.jp/my?no={number}");
    })];

    private static GuardRow Mail(GuardRow row, string name, string kana, string number, string link) => row with
    {
        Values = [name, kana, number, link],
        Subject = Notice.Subject,
        Text = $"{name} 様\r\n\r\n会員番号は {number} です。\r\n{link}",
    };

    private static GuardLevel? Worst(GuardCampaign campaign, GuardRow[] rows)
    {
        var run = new GuardRun(campaign);
        Array.ForEach(rows, row => run.Learn(row));
        Array.ForEach(rows, row => run.Check(row));
        var blocks = run.Report(campaign.Now).Findings.Where(finding => finding.Level == GuardLevel.Block).ToArray();
        return blocks.Length == 0 ? null : GuardLevel.Block;
    }
}
