namespace OrleansMail.AuditKill;

public sealed class AuditVerdictTests
{
    private static readonly Effect Created = new("system", "user:u1", "User.Create");
    private static readonly Effect Paused = new("system", "egress-ip:198.18.0.1", "EgressIp.Pause");

    [Fact]
    public void An_effect_with_its_entry_breaks_nothing()
    {
        var verdict = AuditVerdict.Of([Created, Paused], [Paused, Created]);

        Assert.Equal((2, 0, 0), (verdict.Effects, verdict.WithoutEntry.Count, verdict.WithoutEffect));
    }

    [Fact]
    public void An_effect_without_an_entry_is_a_breach() =>
        Assert.Equal([Created], AuditVerdict.Of([Created, Paused], [Paused]).WithoutEntry);

    [Fact]
    public void One_entry_does_not_stand_for_two_effects() =>
        Assert.Equal([Paused], AuditVerdict.Of([Paused, Paused], [Paused]).WithoutEntry);

    [Fact]
    public void Another_trail_target_or_method_is_another_entry() => Assert.Equal(
        3,
        AuditVerdict.Of(
            [Created with { Trail = "a" }, Created with { Target = "user:u2" }, Created with { Method = "User.Grant" }],
            [Created, Created, Created]).WithoutEntry.Count);

    [Fact]
    public void An_entry_without_an_effect_is_counted_and_allowed()
    {
        var verdict = AuditVerdict.Of([Created], [Created, Paused, Paused]);

        Assert.Equal((0, 2), (verdict.WithoutEntry.Count, verdict.WithoutEffect));
    }

    [Fact]
    public void What_was_answered_and_is_gone_has_no_entry_that_could_stand_for_it() => Assert.Single(
        AuditVerdict.Of([Effect.Lost("user:u1", "User.Create")], [Created]).WithoutEntry);

    [Fact]
    public void The_same_seed_draws_the_same_delays()
    {
        var options = new AuditKillOptions(50, 7, 4, "");

        Assert.Equal(options.Delays(), options.Delays());
        Assert.NotEqual(options.Delays(), (options with { Seed = 8 }).Delays());
        Assert.All(options.Delays(), delay => Assert.InRange(delay.TotalMilliseconds, 20, 1_500));
    }
}
