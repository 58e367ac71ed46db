using System.Globalization;
using OrleansMail.Campaigns;
using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class HistoryRulesTests
{
    private static readonly GuardCampaign Real = Campaign with
    {
        Text = "Dear {{ name }}, the shop has a new catalogue for the autumn, with warm coats and hats for all.",
        ContentHash = "c0",
        SketchKey = new byte[32],
        AudienceSize = 1_000,
    };

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_200, null)]
    [InlineData(1_201, GuardLevel.Info)]
    [InlineData(1_500, GuardLevel.Info)]
    [InlineData(1_501, GuardLevel.Warn)]
    [InlineData(9_000, GuardLevel.Warn)]
    public void Many_more_recipients_than_before_are_warned_of(long size, GuardLevel? level)
    {
        var campaign = Real with { AudienceSize = size, History = [Past("a", 900), Past("b", 1_000), Past("c", 1_000)] };

        Assert.Equal(level, Run(new VolumeRule(), campaign, Row).Worst());
        Assert.Null(Run(new VolumeRule(), campaign with { Class = MailClass.Notice }, Row).Worst());
    }

    [Fact]
    public void A_campaign_that_was_never_started_is_no_measure()
    {
        GuardMemory[] drafts = [.. Enumerable.Range(0, 5).Select(draft => Past($"d{draft}", 10) with { StartedAt = null })];

        Assert.Empty(Run(new VolumeRule(), Real with { History = drafts }, Row));
    }

    [Theory]
    [InlineData(71, 100, CampaignPhase.Completed, GuardLevel.Block)]
    [InlineData(73, 100, CampaignPhase.Completed, null)]
    [InlineData(1, 60, CampaignPhase.Sending, GuardLevel.Block)]
    [InlineData(1, 40, CampaignPhase.Sending, null)]
    [InlineData(1, 100, CampaignPhase.Approved, GuardLevel.Block)]
    [InlineData(1, 100, CampaignPhase.Draft, null)]
    public void The_same_mail_to_the_same_people_within_three_days_is_blocked(
        int hours, int shared, CampaignPhase phase, GuardLevel? level)
    {
        var before = Sketch(Real, People(1_000, from: 10 * (100 - shared)));
        var earlier = new GuardMemory("first", phase, Real.Now.AddHours(-hours), before);

        Assert.Equal(
            level, Run(new DuplicateCampaignRule(), Real with { History = [earlier] }, People(1_000)).Worst());
    }

    [Fact]
    public void Another_file_that_says_nearly_the_same_is_the_same_mail()
    {
        var earlier = new GuardMemory("first", CampaignPhase.Completed, Real.Now, Sketch(Real, People(100)));
        var nearly = Real with { ContentHash = "c1", Text = Real.Text.Replace("all.", "all!", StringComparison.Ordinal) };
        var other = Real with { ContentHash = "c2", Text = "Dear {{ name }}, your invoice of November is ready for you now." };

        Assert.Equal(
            GuardLevel.Block, Run(new DuplicateCampaignRule(), nearly with { History = [earlier] }, People(100)).Worst());
        Assert.Empty(Run(new DuplicateCampaignRule(), other with { History = [earlier] }, People(100)));
    }

    [Fact]
    public void A_trial_may_be_repeated()
    {
        GuardRow[] people = [.. People(100).Select(row => row with { Domain = "customers.test" })];
        var earlier = new GuardMemory("first", CampaignPhase.Completed, Real.Now, Sketch(Real, people));

        Assert.Equal(
            GuardLevel.Warn, Run(new DuplicateCampaignRule(), Real with { History = [earlier] }, people).Worst());
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0, 1_000, GuardLevel.Block)]
    [InlineData(900, 1_000, GuardLevel.Block)]
    public void Numbers_that_were_others_in_the_campaign_before_are_blocked(int from, int to, GuardLevel? level)
    {
        var people = People(1_000);
        var earlier = new GuardMemory("first", CampaignPhase.Completed, Real.Now.AddDays(-30), Sketch(Real, people));
        var now = people.Select((row, at) => at >= from && at < to
            ? row with { Values = [row.Values[0], people[(at + 1) % 1_000].Values[1]] }
            : row);

        var findings = Run(new PairedValuesRule(), Real with { History = [earlier] }, now);

        Assert.Equal(level, findings.Worst());
        Assert.All(findings, finding => Assert.Equal("code", finding.Field));
    }

    [Fact]
    public void New_numbers_for_every_campaign_are_no_mistake()
    {
        var people = People(1_000);
        var earlier = new GuardMemory("first", CampaignPhase.Completed, Real.Now, Sketch(Real, people));
        var now = people.Select(row => row with { Values = [row.Values[0], $"N{row.Values[1]}"] });

        Assert.Empty(Run(new PairedValuesRule(), Real with { History = [earlier] }, now));
    }

    [Theory]
    [InlineData(179, null)]
    [InlineData(181, GuardLevel.Warn)]
    public void An_old_import_is_warned_of(int days, GuardLevel? level)
    {
        var campaign = Real with { ImportedAt = Real.Now.AddDays(-days) };

        Assert.Equal(level, Run(new FreshnessRule(), campaign, Row).Worst());
    }

    [Theory]
    [InlineData("2025-11-24", GuardLevel.Warn)]
    [InlineData("2025/11/24 10:00", GuardLevel.Warn)]
    [InlineData("2025年11月24日", GuardLevel.Warn)]
    [InlineData("2026-11-01", null)]
    [InlineData("", null)]
    [InlineData("never", null)]
    public void Somebody_who_had_no_mail_for_a_year_is_warned_of(string date, GuardLevel? level)
    {
        var campaign = Real with { Columns = ["name", "last_mailed"] };

        Assert.Equal(level, Run(new FreshnessRule(), campaign, Recipient("a@mail.test", "A", date)).Worst());
    }

    [Fact]
    public void A_sketch_is_small_whatever_the_audience_and_holds_no_value()
    {
        var sketch = Sketch(Real, People(5_000));

        Assert.Equal(5_000, sketch.Recipients);
        Assert.Equal(512, sketch.Audience.Length);
        Assert.Equal(sketch.Audience.Order(), sketch.Audience);
        var pair = Assert.Single(sketch.Pairs);
        Assert.Equal(("code", 512, 256), (pair.Column, pair.OfAddress.Length, pair.Values.Length));
        Assert.Equal(128, sketch.Shingles.Length);

        // Under another key the same values are others.
        var other = Sketch(Real with { SketchKey = new byte[] { 1 } }, People(5_000));
        Assert.Empty(pair.Values.Intersect(other.Pairs[0].Values));
    }

    [Theory]
    [InlineData(0, 1_000, 1.0)]
    [InlineData(500, 1_000, 0.5)]
    [InlineData(1_000, 1_000, 0.0)]
    [InlineData(0, 200, 1.0)]
    public void The_overlap_of_two_audiences_is_estimated(int from, int size, double overlap)
    {
        var (left, right) = (Sketch(Real, People(1_000)), Sketch(Real, People(size, from)));

        Assert.Equal(overlap, LeastHashes.Overlap(left.Audience, 1_000, right.Audience, size), 0.1);
    }

    private static GuardMemory Past(string id, long recipients) => new(
        id, CampaignPhase.Completed, Real.Now.AddDays(-7),
        new GuardSketch("shop.test", MailClass.Unstated, Real.Now, recipients, id, [], [], []));

    private static GuardRow[] People(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(person =>
        Recipient($"u{person}@mail-of-someone.net", "Ann", string.Create(CultureInfo.InvariantCulture, $"M{100_000 + person}")) with
        {
            Key = StableHash.Mix((ulong)person + 1),
        })];

    private static GuardSketch Sketch(GuardCampaign campaign, GuardRow[] rows)
    {
        var run = new GuardRun(campaign, []);
        foreach (var row in rows)
        {
            run.Learn(row);
        }

        return run.Sketch;
    }
}
