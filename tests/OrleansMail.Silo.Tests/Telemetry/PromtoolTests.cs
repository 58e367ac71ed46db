namespace OrleansMail.Telemetry;

/// <summary>What Prometheus itself says of our metrics and alarms.</summary>
public sealed class PromtoolTests(WatchedSilo silo) : IClassFixture<WatchedSilo>
{
    [Fact]
    public async Task It_has_nothing_to_say_against_our_metrics()
    {
        await DebianPackages.Need("prometheus");
        var text = await silo.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        var said = await Programs.Run("sh", "-c", "promtool check metrics < \"$1\"", "check", file);

        File.Delete(file);

        // 3 is for advice: names and help of Orleans and .NET are theirs.
        Assert.True(said.ExitCode is 0 or 3, said.Errors);
        Assert.DoesNotContain("orleansmail_", said.Output + said.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_alarms_of_the_samples_are_rules()
    {
        await DebianPackages.Need("prometheus");

        (await Programs.Run(
            "promtool", "check", "rules", Repository.PathOf("docs", "samples", "prometheus-alerts.yml"))).Succeeded();
    }
}
