using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class PreviewRowsTests
{
    private static readonly GuardCampaign Many = Campaign with { AudienceHash = "a1", AudienceSize = 1_000 };

    [Fact]
    public void The_odd_rows_are_chosen_with_their_reasons()
    {
        var rows = People(1_000);
        rows[10] = rows[10] with { Values = ["Maximiliana Wolfeschlegelsteinhausen", "c"] };
        rows[20] = rows[20] with { Values = ["Al", "c"] };
        rows[30] = rows[30] with { Values = ["Ann Lee", ""] };
        rows[40] = rows[40] with { Text = new string('x', 500) };
        rows[50] = rows[50] with { Text = "" };

        var chosen = Choose(Many, rows, new GuardFinding("links", GuardLevel.Warn, "m", 62, "text", 1));

        Assert.Equal("longest name", chosen[12]);
        Assert.Equal("shortest name", chosen[22]);
        Assert.Equal("code is empty", chosen[32]);
        Assert.Equal("longest mail", chosen[42]);
        Assert.Equal("shortest mail", chosen[52]);
        Assert.Equal("finding of links", chosen[62]);
        Assert.Equal(5, chosen.Values.Count(reason => reason.Contains("at random", StringComparison.Ordinal)));
        Assert.Equal(chosen.Keys.Order(), chosen.Keys);
    }

    [Fact]
    public void The_same_audience_gives_the_same_rows_and_another_gives_others()
    {
        Assert.Equal(Choose(Many, People(1_000)), Choose(Many, People(1_000)));
        Assert.NotEqual(Choose(Many, People(1_000)).Keys, Choose(Many with { AudienceHash = "b2" }, People(1_000)).Keys);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    public void A_small_audience_is_shown_whole(int rows, int shown)
    {
        Assert.Equal(shown, Choose(Many, People(rows)).Count);
    }

    private static GuardRow[] People(int count) => [.. Enumerable.Range(0, count).Select(row =>
        Recipient($"u{row}@mail.test", "Ann Lee", "c") with { Row = row, Line = row + 2 })];

    private static Dictionary<long, string> Choose(GuardCampaign campaign, GuardRow[] rows, params GuardFinding[] findings)
    {
        var previews = new PreviewRows(campaign);
        foreach (var row in rows)
        {
            previews.Row(row);
        }

        return previews.Choose(findings).ToDictionary(preview => preview.Row, preview => preview.Reason);
    }
}
