using System.Globalization;

namespace OrleansMail.Telemetry;

/// <summary>What Prometheus itself says of our metrics and alarms.</summary>
[Collection(nameof(AloneWithSilo))]
public sealed class PromtoolTests(WatchedSilo silo)
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

    [Fact]
    public async Task The_alarms_are_raised_when_they_should_be()
    {
        await DebianPackages.Need("prometheus");

        (await Programs.Run(
            "promtool", "test", "rules", Repository.PathOf("docs", "samples", "prometheus-alerts-tests.yml"))).Succeeded();
    }

    [Fact]
    public async Task The_configuration_of_the_containers_is_one()
    {
        await DebianPackages.Need("prometheus");

        (await Programs.Run(
            "promtool", "check", "config", "--syntax-only", Repository.PathOf("docker", "prometheus.yml"))).Succeeded();
    }

    [Fact]
    public async Task The_queries_of_the_dashboard_are_queries()
    {
        await DebianPackages.Need("prometheus");
        var rules = SamplesTests.Dashboard().Select((query, number) => string.Create(
            CultureInfo.InvariantCulture,
            $"  - {{record: 'panel:{number}', expr: '{query.Replace("$__rate_interval", "1m", StringComparison.Ordinal)}'}}"));
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            $"groups:\n- name: dashboard\n  rules:\n{string.Join('\n', rules)}\n",
            TestContext.Current.CancellationToken);

        var said = await Programs.Run("promtool", "check", "rules", file);

        File.Delete(file);
        said.Succeeded();
    }
}
