using System.Globalization;
using System.Text.Json;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>The one campaign that a cluster under trial sends.</summary>
internal sealed class ClusterCampaign
{
    private const string Name = "trial";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ChaosCluster _cluster;

    private ClusterCampaign(ChaosCluster cluster) => _cluster = cluster;

    /// <summary>Addresses of one site, numbered.</summary>
    public static string[] Audience(int recipients) => [.. Enumerable.Range(0, recipients)
        .Select(index => string.Create(CultureInfo.InvariantCulture, $"customer{index}@receiver.test"))];

    /// <summary>Writes, approves and starts it, by the first silo. What was in doubt is not sent again.</summary>
    public static async Task<ClusterCampaign> StartAsync(ChaosCluster cluster, string folder, IReadOnlyList<string> audience)
    {
        var program = cluster.Silos[0].Program;
        var content = Path.Combine(folder, "content.eml");
        await File.WriteAllTextAsync(
            content,
            "Subject: Hello {{ name }}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear {{ name }}.\r\n");
        var recipients = Path.Combine(folder, "recipients.csv");
        await File.WriteAllLinesAsync(recipients, audience.Select((address, index) => string.Create(
            CultureInfo.InvariantCulture, $"{address},Customer {index}")).Prepend("address,name"));
        var steps = new CampaignFlow(program);
        await steps.RegisterPeopleAsync();
        await steps.PrepareAsync(Name, content, recipients, "--in-doubt", "hold");
        await steps.StartAsync(Name);
        return new ClusterCampaign(cluster);
    }

    /// <summary>Is it at its end? False if the first silo, with whose folder people are signed in, does not answer.</summary>
    public async Task<bool> IsCompletedAsync() =>
        !_cluster.Silos[0].HasExited
        && await _cluster.Silos[0].Program.TryAsync("campaign", "status", Name) is { } status
        && status.GetProperty("state").GetString() is "Completed";

    /// <summary>What became of each recipient, as the command of a program tells it; by default of the first silo's.</summary>
    public async Task<List<OutcomeLine>> OutcomesAsync(CancellationToken cancellation, MailProgram? program = null)
    {
        var lines = new List<OutcomeLine>();
        await foreach (var line in (program ?? _cluster.Silos[0].Program).LinesAsync(["campaign", "outcomes", Name], cancellation))
        {
            lines.Add(JsonSerializer.Deserialize<OutcomeLine>(line, Json)!);
        }

        return lines;
    }
}
