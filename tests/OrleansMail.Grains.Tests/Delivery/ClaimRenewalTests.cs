using Microsoft.Extensions.Time.Testing;
using OrleansMail.Cluster;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

public sealed class ClaimRenewalTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<DateTimeOffset> _renewed = [];
    private SiloStatus _inTable = SiloStatus.Active;
    private SiloStatus _known = SiloStatus.Active;
    private int _looks;

    [Fact]
    public async Task Claims_that_count_are_renewed_without_asking_for_the_members()
    {
        var (renewal, hold) = Make(ClaimTerm.Clustered);
        await renewal.RunAsync(TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(5));

        await renewal.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, _looks);
        Assert.Equal(2, _renewed.Count);
        Assert.Equal(_clock.GetUtcNow() + ClaimTerm.Clustered.For, _renewed[^1]);
        Assert.True(hold.Current.IsHeld);
    }

    [Theory]
    [InlineData(SiloStatus.Active, true)]
    [InlineData(SiloStatus.Joining, true)]
    [InlineData(SiloStatus.Dead, false)]
    [InlineData(SiloStatus.ShuttingDown, false)]
    public async Task A_silo_that_stood_still_holds_again_only_when_the_table_of_members_counts_it(SiloStatus status, bool holds)
    {
        var (renewal, hold) = Make(ClaimTerm.Clustered);
        await renewal.RunAsync(TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(29));
        _inTable = status;

        await renewal.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(holds, hold.Current.IsHeld);
        Assert.Equal(holds ? 2 : 1, _renewed.Count);
    }

    [Fact]
    public async Task While_the_members_cannot_be_read_nothing_is_renewed()
    {
        var (renewal, hold) = Make(ClaimTerm.Clustered, new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => renewal.RunAsync(TestContext.Current.CancellationToken));

        Assert.Empty(_renewed);
        Assert.False(hold.Current.IsHeld);
    }

    [Fact]
    public async Task A_silo_by_itself_asks_nobody()
    {
        var (renewal, _) = Make(ClaimTerm.Embedded, new TimeoutException());

        await renewal.RunAsync(TestContext.Current.CancellationToken);

        Assert.Single(_renewed);
    }

    private (ClaimRenewal Renewal, ClaimHold Hold) Make(ClaimTerm term, Exception? failure = null)
    {
        var membership = Stub.Of<IClusterMembershipService>((method, _) =>
        {
            if (method.Name != nameof(IClusterMembershipService.Refresh))
            {
                return TestSilos.Snapshot(3, _known);
            }

            // Until it is asked for, the picture is the old one.
            (_known, _looks) = (_inTable, _looks + 1);
            return new ValueTask(failure is null ? Task.CompletedTask : Task.FromException(failure));
        });
        var audience = Stub.Of<IAudienceStore>((_, arguments) =>
        {
            _renewed.Add((DateTimeOffset)arguments[1]!);
            return Task.CompletedTask;
        });
        var hold = new ClaimHold(term, _clock);
        return (new ClaimRenewal(TestSilos.Of(membership), term, hold, audience, _clock), hold);
    }
}
