using OrleansMail.Trials;

namespace OrleansMail.Kill;

public sealed class KillTrialTests
{
    [Fact]
    public async Task A_silo_killed_three_times_loses_nobody_and_sends_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var options = new KillOptions(
            3000, 3, Seed: 1, TimeSpan.FromMilliseconds(20), Resends: false, TrialInputs.BuiltProgram());
        using var output = new StringWriter();

        var held = await new KillTrial(options, folder.Path, TimeProvider.System)
            .RunAsync(output, TestContext.Current.CancellationToken);

        Assert.True(held, output.ToString());
        Assert.Contains("kill: 3 moments, 0 lost, 0 twice, ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_doubt_resend_leaves_nobody_unknown()
    {
        using var folder = new TemporaryFolder();
        var options = new KillOptions(
            2000, 2, Seed: 2, TimeSpan.FromMilliseconds(20), Resends: true, TrialInputs.BuiltProgram());
        using var output = new StringWriter();

        var held = await new KillTrial(options, folder.Path, TimeProvider.System)
            .RunAsync(output, TestContext.Current.CancellationToken);

        Assert.True(held, output.ToString());
        Assert.EndsWith(" 0 unknown", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }
}
