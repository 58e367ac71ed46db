namespace OrleansMail.Guard;

public sealed class GuardRunTests
{
    public static TheoryData<string> Harmless() => new(HarmlessRows.Keys);

    private static readonly Dictionary<string, GuardRow[]> HarmlessRows = new()
    {
        ["english"] = Corpus.Numbered(1_000),
        ["japanese"] = Corpus.Numbered(1_000, japanese: true),
        ["names in the addresses"] = Corpus.Named(1_000),
        ["names in some of the addresses"] = Corpus.Named(1_000, share: 30),
        ["sorted by name"] = Corpus.Named(1_000, sorted: true),
        ["sorted by name, names in some of the addresses"] = Corpus.Named(1_000, sorted: true, share: 15),
        ["one row"] = Corpus.Numbered(1),
        ["two rows"] = Corpus.Named(2),
        ["no rows"] = [],
    };

    [Theory, MemberData(nameof(Harmless))]
    public void A_harmless_campaign_is_not_blocked(string corpus)
    {
        var report = Run(HarmlessRows[corpus]);

        Assert.DoesNotContain(report.Findings, finding => finding.Level == GuardLevel.Block);
        Assert.False(report.Blocks);
        Assert.Equal(HarmlessRows[corpus].Length, report.RowsChecked);
        Assert.All(report.Findings, finding => Assert.Equal("test-leftovers", finding.Rule));
    }

    [Theory]
    [InlineData(1, "foreign-values")]
    [InlineData(2, "shifted-rows")]
    [InlineData(3, "foreign-values")]
    public void A_leak_is_blocked(int leak, string rule)
    {
        var rows = leak switch
        {
            // The mails were made from a list whose addresses had moved up by one.
            1 => Corpus.Numbered(1_000).Shift(from: 0),
            2 => Corpus.Named(1_000).Shift(from: 900),
            // One recipient's number was typed into the text by hand for a single row.
            _ => WithForeignCode(Corpus.Numbered(1_000, japanese: true)),
        };

        var report = Run(rows);

        Assert.True(report.Blocks);
        Assert.Contains(report.Findings, finding => finding.Rule == rule && finding.Level == GuardLevel.Block);
    }

    [Fact]
    public void A_report_never_names_an_address_or_a_value()
    {
        var rows = Corpus.Named(100).Shift(from: 0, by: 3);
        rows[5] = rows[5] with { Subject = "", FaultField = "code", Text = "{{ code }} lorem ipsum http://localhost" };
        var report = Run(rows);

        Assert.True(report.Blocks);
        foreach (var finding in report.Findings)
        {
            var said = $"{finding.Rule} {finding.Message} {finding.Field}";
            Assert.DoesNotContain('@', said);
            Assert.All(
                rows.SelectMany(row => row.Values),
                value => Assert.DoesNotContain(value, said, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_rule_has_at_most_twenty_findings_and_still_counts_and_blocks()
    {
        var tally = new Tally("rule");
        for (var kind = 0; kind < 50; kind++)
        {
            tally.Add(GuardLevel.Info, $"kind {kind}", kind);
        }

        tally.Add(GuardLevel.Block, "late", 50);

        var findings = tally.Findings().ToArray();
        Assert.InRange(findings.Length, 1, Tally.Most);
        Assert.Equal(51, findings.Sum(finding => finding.Count));
        Assert.Equal(GuardLevel.Block, findings[0].Level);
    }

    [Fact]
    public void A_row_that_is_checked_but_was_not_learned_is_an_error()
    {
        var run = new GuardRun(GuardBench.Campaign);
        run.Check(GuardBench.Row);

        Assert.Throws<InvalidOperationException>(() => run.Report(DateTimeOffset.UnixEpoch));
        Assert.Throws<InvalidOperationException>(() => run.Learn(GuardBench.Row));
    }

    [Fact]
    public void Every_rule_has_a_name_of_its_own()
    {
        Assert.Equal(28, GuardRules.All.Select(rule => rule.Name).Distinct().Count());
    }

    private static GuardRow[] WithForeignCode(GuardRow[] rows)
    {
        rows[700] = rows[700] with { Text = rows[700].Text + $"\r\n会員番号 {rows[3].Values[1]}" };
        return rows;
    }

    private static GuardReport Run(GuardRow[] rows)
    {
        var run = new GuardRun(Corpus.Campaign);
        foreach (var row in rows)
        {
            run.Learn(row);
        }

        foreach (var row in rows)
        {
            run.Check(row);
        }

        return run.Report(DateTimeOffset.UnixEpoch);
    }
}
