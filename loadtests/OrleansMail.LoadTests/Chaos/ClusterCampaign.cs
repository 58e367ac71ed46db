using System.Globalization;
using System.Text.Json;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>The one campaign that a cluster under trial sends; any silo that answers is asked about it.</summary>
internal sealed class ClusterCampaign
{
    private const string Name = "trial";

    /// <summary>A cluster whose silos have just started may take long to answer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

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
        var staff = await Staff.GatherAsync(program);
        var author = program.As(staff.Author);
        await program.MustAsync(
            "domain", "add", CampaignFlow.Domain, "--unsubscribe-url", "https://unsubscribe.sender.test/u/{token}");
        await program.MustAsync("domain", "rules", CampaignFlow.Domain, "--more", "1");
        await author.MustAsync(
            Longest, "campaign", "create", Name, "--from", $"News <news@{CampaignFlow.Domain}>", "--content", content,
            "--recipients", recipients, "--in-doubt", "hold", "--hold", "0s");
        await Agreement.ReachAsync(author, program.As(staff.Approver), Name);
        foreach (var silo in cluster.Silos)
        {
            silo.Program.Person = staff.Operator;
        }

        await program.MustAsync("campaign", "start", Name);
        return new ClusterCampaign(cluster);
    }

    /// <summary>Is it at its end, as the first silo says that answers? False if none does.</summary>
    public async Task<bool> IsCompletedAsync()
    {
        foreach (var silo in _cluster.Silos.Where(silo => !silo.HasExited))
        {
            if (await silo.Program.TryAsync("campaign", "status", Name) is { } status)
            {
                return status.GetProperty("state").GetString() is "Completed";
            }
        }

        return false;
    }

    public async Task<List<OutcomeLine>> OutcomesAsync(CancellationToken cancellation)
    {
        var lines = new List<OutcomeLine>();
        await foreach (var line in _cluster.Silos[0].Program.LinesAsync(["campaign", "outcomes", Name], cancellation))
        {
            lines.Add(JsonSerializer.Deserialize<OutcomeLine>(line, Json)!);
        }

        return lines;
    }
}
