using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Delivery;

public sealed class ClaimHoldTests
{
    private static readonly TimeSpan Counts = TimeSpan.FromSeconds(18);

    private readonly FakeTimeProvider _clock = new();
    private readonly ClaimHold _hold;

    public ClaimHoldTests() => _hold = new ClaimHold(ClaimTerm.Clustered, _clock);

    [Fact]
    public void Before_the_first_renewal_nothing_is_held() => Assert.False(_hold.Current.IsHeld);

    [Fact]
    public void A_renewal_counts_from_its_question_until_two_seconds_before_the_claims_end()
    {
        var asked = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(3));
        _hold.Renewed(asked);
        var term = _hold.Current;

        _clock.Advance(Counts - TimeSpan.FromSeconds(3) - TimeSpan.FromMilliseconds(1));
        Assert.True(term.IsHeld);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(term.IsHeld);
    }

    [Fact]
    public void A_renewal_in_time_extends_what_is_held()
    {
        _hold.Renewed(_clock.GetTimestamp());
        var term = _hold.Current;
        _clock.Advance(TimeSpan.FromSeconds(17));
        _hold.Renewed(_clock.GetTimestamp());
        _clock.Advance(TimeSpan.FromSeconds(17));

        Assert.True(term.IsHeld);
        Assert.Same(term, _hold.Current);
    }

    [Fact]
    public void A_renewal_that_was_asked_in_time_and_answered_too_late_begins_anew()
    {
        _hold.Renewed(_clock.GetTimestamp());
        var term = _hold.Current;
        _clock.Advance(TimeSpan.FromSeconds(17));
        var asked = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(2));
        _hold.Renewed(asked);

        Assert.False(term.IsHeld);
        Assert.True(_hold.Current.IsHeld);
    }

    [Fact]
    public void What_is_over_stays_over()
    {
        _hold.Renewed(_clock.GetTimestamp());
        var term = _hold.Current;
        _clock.Advance(Counts);
        _hold.Renewed(_clock.GetTimestamp());

        Assert.False(term.IsHeld);
        Assert.True(_hold.Current.IsHeld);
    }

    [Fact]
    public void A_renewal_that_answered_after_its_own_end_holds_nothing()
    {
        var asked = _clock.GetTimestamp();
        _clock.Advance(Counts);
        _hold.Renewed(asked);

        Assert.False(_hold.Current.IsHeld);
    }

    [Fact]
    public void Who_is_alone_on_the_storage_always_holds()
    {
        var alone = new ClaimHold(ClaimTerm.Embedded, _clock);
        var term = alone.Current;
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.True(term.IsHeld);
    }
}
