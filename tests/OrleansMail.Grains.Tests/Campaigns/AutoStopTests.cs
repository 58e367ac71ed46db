using Microsoft.Extensions.Options;
using OrleansMail.Ledger;

namespace OrleansMail.Campaigns;

public sealed class AutoStopTests
{
    private static readonly AutoStop Stop = new(Options.Create(new AutoStopOptions()));

    /// <summary>Attempts, dead addresses, slowed, unwritten; and the word of the fault, or none.</summary>
    [Theory]
    [InlineData(100, 25, 0, 0, null)] // 25 %, but of the first 500 that would be 5 %
    [InlineData(26, 26, 0, 0, "do not exist")] // whatever comes now, 5 % of the first 500 are passed
    [InlineData(10_000, 500, 0, 0, null)]
    [InlineData(10_000, 501, 0, 0, "do not exist")]
    [InlineData(500, 0, 100, 0, null)]
    [InlineData(500, 0, 101, 0, "pace")]
    [InlineData(10, 0, 0, 1, "could not be made")]
    [InlineData(5_000, 0, 0, 5, null)]
    [InlineData(5_000, 0, 0, 6, "could not be made")]
    public void A_share_that_is_too_large_stops(long attempts, long dead, long slowed, long unwritten, string? word)
    {
        var fault = Stop.Fault(new CampaignTally(attempts, dead, slowed, unwritten));

        Assert.Equal(word is null, fault is null);
        Assert.Contains(word ?? "", fault ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 25, false)]
    [InlineData(100, 26, true)]
    [InlineData(10_000, 501, true)]
    public void A_fault_of_ours_that_too_many_refuse_stops(long attempts, long faulty, bool stops)
    {
        var fault = Stop.Fault(new CampaignTally(attempts, 0, 0, 0) { Faulty = faulty });

        Assert.Equal(stops, fault?.Contains("content or our set-up", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Of_the_first_recipients_every_refusal_counts(long bounced, bool stops) => Assert.Equal(
        stops, Stop.CanaryFault(new OutcomeCounts(50 - bounced, 0, bounced, 0, 0, 0, 0), 50) is not null);
}
