using System.Globalization;
using OrleansMail.Campaigns;
using static OrleansMail.Guard.GuardBench;

namespace OrleansMail.Guard;

public sealed class NewDomainsRuleTests
{
    private static readonly NewDomainsRule Rule = new();

    private static readonly GuardCampaign Real = Campaign with { SketchKey = new byte[32] };

    [Theory]
    [InlineData(100, 0, null)]
    [InlineData(100, 1, GuardLevel.Warn)]
    [InlineData(95, 5, GuardLevel.Warn)]
    [InlineData(94, 6, GuardLevel.Info)]
    [InlineData(0, 10, GuardLevel.Info)]
    public void A_few_rows_at_domains_that_never_had_mail_are_warned_of(int old, int fresh, GuardLevel? level)
    {
        var findings = Run(Rule, Real with { History = [Past(1), Past(2), Past(3)] }, [.. Rows("known", old), .. Rows("fresh", fresh)]);

        Assert.Equal(level, findings.Worst());
        Assert.All(findings, finding => Assert.Equal((fresh, old + 2L, "address"), (finding.Count, finding.Row, finding.Field)));
    }

    [Fact]
    public void Private_mailboxes_are_nobodys_domain() =>
        Assert.Empty(Run(Rule, Real with { History = [Past(1), Past(2), Past(3)] }, [.. Rows("known", 100), Recipient("a@gmail.com", "A")]));

    [Fact]
    public void With_little_history_or_gaps_in_it_nothing_is_said_to_be_new()
    {
        GuardRow[] rows = [.. Rows("known", 100), .. Rows("fresh", 1)];
        var drafted = Past(3) with { StartedAt = null };
        var wide = Past(3) with { Sketch = Past(3).Sketch! with { Domains = null } };

        Assert.Empty(Run(Rule, Real with { History = [Past(1), Past(2)] }, rows));
        Assert.Empty(Run(Rule, Real with { History = [Past(1), Past(2), drafted] }, rows));
        Assert.Empty(Run(Rule, Real with { History = [Past(1), Past(2), wide] }, rows));
    }

    [Theory]
    [InlineData(1_000, 1_000)]
    [InlineData(1_001, null)]
    public void A_sketch_holds_all_domains_or_none(int domains, int? kept)
    {
        var run = new GuardRun(Real, []);
        for (var number = 0; number < domains; number++)
        {
            run.Learn(Recipient(string.Create(CultureInfo.InvariantCulture, $"a@d{number}.example.net"), "A"));
        }

        Assert.Equal(kept, run.Sketch.Domains?.Length);
    }

    private static GuardRow[] Rows(string domain, int count) =>
        [.. Enumerable.Range(0, count).Select(number => Recipient($"r{number}@{domain}-{number % 5}.example.net", "A"))];

    private static GuardMemory Past(int number)
    {
        var run = new GuardRun(Real, []);
        foreach (var row in Rows("known", 10))
        {
            run.Learn(row);
        }

        return new GuardMemory($"c{number}", CampaignPhase.Completed, Real.Now.AddDays(-number), run.Sketch);
    }
}
