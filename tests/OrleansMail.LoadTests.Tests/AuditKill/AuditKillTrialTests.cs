using OrleansMail.Trials;

namespace OrleansMail.AuditKill;

public sealed class AuditKillTrialTests
{
    [Fact]
    public async Task A_silo_killed_three_times_while_people_act_shows_no_action_without_its_entry()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();

        var held = await new AuditKillTrial(
                new AuditKillOptions(3, Seed: 1, Workers: 4, TrialInputs.BuiltProgram()), folder.Path, TimeProvider.System)
            .RunAsync(output, TestContext.Current.CancellationToken);

        Assert.True(held, output.ToString());
        Assert.Contains("audit-kill: 3 moments, ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains(" 0 without an entry, ", output.ToString(), StringComparison.Ordinal);
    }
}
