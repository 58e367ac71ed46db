namespace OrleansMail.Campaigns;

/// <summary>What a review tells of the recipients and of the campaign before.</summary>
public sealed class ComparisonTests
{
    private static readonly CampaignMark March = new(
        "march", "News <news@sender.test>", "March", ["name", "code"], 1_000, Domains(("a.test", 600), ("b.test", 400)),
        DateTimeOffset.UnixEpoch);

    [Fact]
    public void What_is_as_before_is_not_told() => Assert.Equal(
        ["compared with march", "recipients: 1,000 as before"], MarkDifference.Lines(March, March with { Campaign = "april" }));

    [Fact]
    public void Every_difference_is_a_line()
    {
        var april = new CampaignMark(
            "april", "Shop <shop@sender.test>", "April", ["name", "points"], 1_500, Domains(("a.test", 1_000), ("c.test", 495), ("d.test", 5)),
            DateTimeOffset.UnixEpoch);

        Assert.Equal(
            [
                "compared with march",
                "recipients: 1,000 → 1,500 (+50 %)",
                "From: News <news@sender.test> → Shop <shop@sender.test>",
                "subject: March → April",
                "columns added: points",
                "columns gone: code",
                "domains with 1 % or more that were not among the largest: c.test",
                "domains with 1 % or more that are not among the largest now: b.test",
            ],
            MarkDifference.Lines(March, april));
    }

    [Fact]
    public void Recipients_are_counted_by_domain_and_the_list_is_bounded()
    {
        var tally = new DomainTally();
        for (var domain = 0; domain < DomainTally.MostCounted + 10; domain++)
        {
            tally.Add($"someone@d{domain:D5}.test");
        }

        tally.Add("one@d00007.test");
        var result = tally.Result();

        Assert.Equal(DomainTally.MostListed, result.Largest.Length);
        Assert.Equal(new DomainCount("d00007.test", 2), result.Largest[0]);
        Assert.Equal(
            DomainTally.MostCounted + 11, result.Largest.Sum(count => count.Recipients) + result.OtherRecipients);
    }

    private static AudienceDomains Domains(params (string Domain, long Recipients)[] counts) =>
        new([.. counts.Select(count => new DomainCount(count.Domain, count.Recipients))], 0, 0);
}
