using System.Globalization;
using OrleansMail.Trials;

namespace OrleansMail.Kill;

public sealed class KillVerdictTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly KillMoment[] Moments = [new(0.5, Start, Start, TimeSpan.FromSeconds(1))];

    [Fact]
    public void Delivered_and_accepted_once_breaks_nothing()
    {
        var verdict = Judge(["a", "b"], [Line("a", "Delivered"), Line("b", "Bounced")], ["a"]);

        Assert.Empty(verdict.Breaches);
        Assert.Equal((0, 0, 0), (verdict.Lost, verdict.Twice, verdict.Unknown));
    }

    [Theory]
    [InlineData("Pending")]
    [InlineData("Deferred")]
    public void A_recipient_without_a_final_outcome_is_lost(string outcome) =>
        Assert.Equal(1, Judge(["a"], [Line("a", outcome)], []).Lost);

    [Fact]
    public void A_recipient_without_a_line_is_lost() => Assert.Equal(1, Judge(["a"], [], []).Lost);

    [Fact]
    public void A_recipient_with_two_lines_is_lost() =>
        Assert.Equal(1, Judge(["a"], [Line("a", "Delivered"), Line("a", "Delivered")], ["a"]).Lost);

    [Fact]
    public void Accepted_twice_is_sent_twice() =>
        Assert.Equal(1, Judge(["a"], [Line("a", "Delivered")], ["a", "a"]).Twice);

    [Fact]
    public void A_copy_with_the_same_Message_ID_is_what_resend_allows()
    {
        Assert.Equal(0, Judge(["a"], [Line("a", "Delivered")], ["a", "a"], resends: true).Twice);
        Assert.Equal(1, KillVerdict.Of(
            ["a"], [Line("a", "Delivered")], [Sent("a", "<1@x>"), Sent("a", "<2@x>")], Moments, resends: true).Twice);
    }

    [Fact]
    public void Delivered_without_having_been_accepted_is_a_breach() =>
        Assert.Single(Judge(["a"], [Line("a", "Delivered")], []).Breaches);

    [Theory]
    [InlineData("Unknown", 0)]
    [InlineData("Bounced", 1)]
    public void What_was_accepted_is_Delivered_or_Unknown(string outcome, int breaches) =>
        Assert.Equal(breaches, Judge(["a"], [Line("a", outcome)], ["a"]).Breaches.Count);

    [Theory]
    [InlineData(KillOptions.InDoubtPerKill, 0)]
    [InlineData(KillOptions.InDoubtPerKill + 1, 1)]
    public void One_kill_may_leave_one_window_of_each_session_in_doubt(int unknown, int breaches)
    {
        string[] audience =
            [.. Enumerable.Range(0, unknown).Select(index => index.ToString(CultureInfo.InvariantCulture))];

        var verdict = Judge(audience, [.. audience.Select(address => Line(address, "Unknown"))], []);

        Assert.Equal(breaches, verdict.Breaches.Count);
        Assert.Equal(unknown, verdict.Unknown);
    }

    [Fact]
    public void Doubt_before_the_first_kill_is_a_breach() =>
        Assert.Single(Judge(["a"], [new OutcomeLine("a", "Unknown", Start.AddSeconds(-1))], []).Breaches);

    [Fact]
    public void The_same_seed_draws_the_same_moments()
    {
        var options = new KillOptions(10, 20, 7, TimeSpan.Zero, false, "");

        var moments = options.Progress();

        Assert.Equal(moments, options.Progress());
        Assert.NotEqual(moments, (options with { Seed = 8 }).Progress());
        Assert.All(moments, moment => Assert.InRange(moment, 0.02, 0.95));
        Assert.Equal(moments.Order(), moments);
    }

    private static AcceptedLine Sent(string recipient, string messageId) => new(recipient, messageId, Start, "127.0.0.1");

    private static OutcomeLine Line(string recipient, string outcome) => new(recipient, outcome, Start);

    private static KillVerdict Judge(
        string[] audience, OutcomeLine[] outcomes, string[] accepted, bool resends = false) => KillVerdict.Of(
            audience, outcomes, [.. accepted.Select(address => Sent(address, "<1@x>"))], Moments, resends);
}
