using OrleansMail.Kill;
using OrleansMail.Trials;

namespace OrleansMail.Upgrades;

public sealed class UpgradeTableTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Audience = ["a@b.test", "c@d.test"];

    [Fact]
    public void Each_silo_is_replaced_while_all_others_send_and_some_mail_is_left_for_the_last_one() =>
        Assert.Equal([0.2, 0.4, 0.6], UpgradeOptions.Shares(3));

    [Fact]
    public void Two_programs_make_an_upgrade_and_one_a_restart()
    {
        Assert.True(new UpgradeOptions(1, TimeSpan.Zero, "/old.dll", "/new.dll").IsUpgrade);
        Assert.False(new UpgradeOptions(1, TimeSpan.Zero, "/new.dll", "/new.dll").IsUpgrade);
    }

    [Fact]
    public void When_everybody_has_the_mail_once_nothing_but_the_time_has_changed()
    {
        var (held, text) = Print([Line(0), Line(1)]);

        Assert.True(held);
        Assert.Contains("2 recipients in 61.0 s: 0 lost, 0 sent twice, 0 Unknown; longest without mail 2.5 s", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_in_doubt_is_named_and_is_a_broken_promise()
    {
        var (held, text) = Print([Line(0), Line(1, OutcomeLine.InDoubt)]);

        Assert.False(held);
        Assert.Contains("Unknown: c@d.test", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_outcome_than_the_receiver_gave_is_a_broken_promise()
    {
        var (held, text) = Print([Line(0), Line(1, "Bounced")]);

        Assert.False(held);
        Assert.Contains("BREACH: 1 Bounced", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_command_must_tell_the_same_in_any_order()
    {
        Assert.True(Print([Line(0), Line(1)], [Line(1), Line(0)]).Held);
        Assert.False(Print([Line(0), Line(1)], [Line(0)]).Held);
        Assert.False(Print([Line(0), Line(1)], [Line(0), Line(1, "Expired")]).Held);
    }

    [Fact]
    public void A_step_is_told_with_its_times()
    {
        var step = new UpgradeStep(
            "silo2", 0.4, TimeSpan.FromSeconds(3.1), TimeSpan.FromSeconds(4.2), TimeSpan.FromSeconds(0.5));

        Assert.Equal(
            "silo2  at 40.0 %  drained in  3.1 s  started in  4.2 s  longest without mail  0.5 s", UpgradeTable.Line(step));
    }

    private static OutcomeLine Line(int index, string outcome = OutcomeLine.Delivered) => new(Audience[index], outcome, Noon);

    private static (bool Held, string Text) Print(OutcomeLine[] outcomes, OutcomeLine[]? toldByOlder = null)
    {
        using var output = new StringWriter();
        var verdict = KillVerdict.Of(
            Audience, outcomes, [.. Audience.Select(address => new AcceptedLine(address, $"<{address}>", Noon, "127.0.1.1"))], [], resends: false);
        return (
            UpgradeTable.Print(output, outcomes, toldByOlder, verdict, TimeSpan.FromSeconds(61), TimeSpan.FromSeconds(2.5)),
            output.ToString());
    }
}
