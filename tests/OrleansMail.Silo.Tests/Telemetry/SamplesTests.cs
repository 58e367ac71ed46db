using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansMail.Audit;
using OrleansMail.Dns;
using OrleansMail.Outcomes;

namespace OrleansMail.Telemetry;

/// <summary>Alarms and dashboard ask for what a silo exports, and for nothing else.</summary>
[Collection(nameof(AloneWithSilo))]
public sealed partial class SamplesTests(WatchedSilo silo)
{
    private const int MatchTimeout = 10_000;

    private static readonly string Alerts = File.ReadAllText(Repository.PathOf("docs", "samples", "prometheus-alerts.yml"));

    // Labels that Prometheus adds, and the bounds of a bucket.
    private static readonly string[] OfPrometheus = ["instance", "job", "le"];

    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["outcome"] = Enum.GetNames<OutcomeKind>(),
        ["category"] = Enum.GetNames<BounceCategory>(),
        ["result"] = [.. Enum.GetNames<AuditResult>(), .. Enum.GetNames<DnsStatus>()],
        ["state"] = ["active", "paused", "held", "contested", "fine", "doubtful", "shut", "starting", "working", "idle", "silent"],
        ["site"] = ["fine", "in_doubt"],
        ["kind"] = ["first", "doubtful", "further"],
        ["job"] = ["orleansmail"],
    };

    private static IEnumerable<string> Queries => [Alerts, .. Dashboard()];

    /// <summary>The queries of all panels of the dashboard.</summary>
    internal static IEnumerable<string> Dashboard()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docker", "grafana", "orleansmail.json")));
        foreach (var panel in document.RootElement.GetProperty("panels").EnumerateArray())
        {
            if (panel.TryGetProperty("targets", out var targets))
            {
                foreach (var target in targets.EnumerateArray())
                {
                    yield return target.GetProperty("expr").GetString()!;
                }
            }
        }
    }

    [Fact]
    public void Every_metric_is_one_that_a_silo_exports()
    {
        var exported = Exported();
        Assert.All(Queries, query =>
        {
            var used = Metric().Matches(query).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
            Assert.True(used.Count > 0 || query.StartsWith("up{", StringComparison.Ordinal));
            Assert.Empty(used.Except(exported, StringComparer.Ordinal));
        });
    }

    [Fact]
    public void Every_label_is_one_that_there_is_and_has_that_value() => Assert.All(Queries, query =>
    {
        foreach (Match match in Selector().Matches(query))
        {
            var label = match.Groups["label"].Value;
            if (Values.TryGetValue(label, out var known))
            {
                Assert.Empty(match.Groups["value"].Value.Split('|').Except(known, StringComparer.Ordinal));
            }
            else
            {
                Assert.Contains(label, OfPrometheus);
            }
        }

        var grouped = Grouping().Matches(query).SelectMany(match => match.Groups["labels"].Value.Split(", "));
        Assert.Empty(grouped.Except([.. Values.Keys, .. OfPrometheus, "phase", "type", "egress_ip"], StringComparer.Ordinal));
    });

    [Fact]
    public void Every_alarm_is_explained()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "operations.md"));
        Assert.All(Alarm().Matches(Alerts), match =>
            Assert.Contains($"| `{match.Groups["name"].Value}` |", page, StringComparison.Ordinal));
    }

    private HashSet<string> Exported()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var instrument in silo.Instruments.Where(instrument => instrument.Meter.Name == EngineMeter.Name))
        {
            var type = instrument.GetType().Name;
            var name = PrometheusName.Of(
                instrument.Name, instrument.Unit ?? "", type.Contains("Counter", StringComparison.Ordinal));
            string[] series = type.StartsWith("Histogram", StringComparison.Ordinal)
                ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"]
                : [name];
            names.UnionWith(series);
        }

        return names;
    }

    [GeneratedRegex("orleansmail_[a-z_]+", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Metric();

    [GeneratedRegex("""(?<label>[a-z_]+)(=|=~|!=)"(?<value>[^"]*)["]""", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Selector();

    [GeneratedRegex(@"\b(by|on) \((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Grouping();

    [GeneratedRegex("alert: (?<name>\\w+)", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex Alarm();
}
