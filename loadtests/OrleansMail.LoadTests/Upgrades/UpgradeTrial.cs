using System.Globalization;
using System.Text.Json;
using OrleansMail.Chaos;
using OrleansMail.Kill;
using OrleansMail.Trials;

namespace OrleansMail.Upgrades;

/// <summary>Replaces one silo after the other while a campaign is sent, and proves that nothing but the time changes.</summary>
internal sealed class UpgradeTrial(UpgradeOptions options, string folder, TimeProvider clock)
{
    private const string Campaign = "upgrade";

    /// <summary>Without any mail for so long, the cluster did not go on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    // What the command gives a silo to end its work, and then to leave the cluster.
    private static readonly TimeSpan DrainBound = TimeSpan.FromSeconds(100);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string[] _audience = [.. Enumerable.Range(0, options.Recipients)
        .Select(index => string.Create(CultureInfo.InvariantCulture, $"customer{index}@receiver.test"))];

    private readonly AcceptedLines _accepted = new(ChaosCluster.AcceptedPath(folder));

    /// <summary>Carries the trial through and prints what it saw; true if every promise held.</summary>
    public async Task<bool> RunAsync(TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        await using var cluster = await ChaosCluster.StartAsync(
            new ChaosOptions(options.Recipients, Faults: 0, Seed: 0, options.SinkLatency, options.FromPath), folder);
        await StartCampaignAsync(cluster);
        var began = clock.GetTimestamp();
        var flow = new Flow(_accepted, clock);
        var longest = TimeSpan.Zero;
        foreach (var (silo, share) in cluster.Silos.Zip(UpgradeOptions.Shares(cluster.Silos.Count)))
        {
            await UntilAsync(cluster, flow, () => Task.FromResult(flow.Count >= share * options.Recipients), cancellation);
            longest = Longer(longest, flow.Longest);
            var step = await ReplaceAsync(cluster, silo, flow, cancellation);
            longest = Longer(longest, step.Silence);
            flow.Reset();
            await progress.WriteLineAsync(UpgradeTable.Line(step));
        }

        if (flow.Count >= options.Recipients)
        {
            throw new TrialException("All was sent before the last silo was replaced: take more recipients or more latency.");
        }

        await UntilAsync(cluster, flow, () => Task.FromResult(flow.Count >= options.Recipients), cancellation);
        longest = Longer(longest, flow.Longest);
        await UntilAsync(cluster, flow, async () => await StateAsync(cluster) is "Completed", cancellation);
        var took = clock.GetElapsedTime(began);
        var program = cluster.Silos[0].Program;
        var outcomes = await OutcomesAsync(program, cancellation);
        var toldByOlder = options.IsUpgrade ? await OutcomesAsync(As(program, options.FromPath), cancellation) : null;
        var verdict = KillVerdict.Of(_audience, outcomes, _accepted.ReadAll(), [], resends: false);
        return UpgradeTable.Print(output, outcomes, toldByOlder, verdict, took, longest);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static MailProgram As(MailProgram program, string dll) => new(dll, program.Folder) { Person = program.Person };

    /// <summary>Takes a silo out of work by a command, waits for its end, and starts it from the other program.</summary>
    private async Task<UpgradeStep> ReplaceAsync(
        ChaosCluster cluster, ChaosSilo silo, Flow flow, CancellationToken cancellation)
    {
        var progress = (double)flow.Count / options.Recipients;
        flow.Reset();
        var began = clock.GetTimestamp();
        var drain = cluster.Silos[0].Program.MustAsync("cluster", "drain", silo.Name);
        while (!silo.HasExited || !drain.IsCompleted)
        {
            if (drain.IsFaulted)
            {
                await drain;
            }

            if (clock.GetElapsedTime(began) > DrainBound)
            {
                throw new TrialException($"{silo.Name} was drained and has not ended.");
            }

            await flow.WatchAsync(Look, cancellation);
        }

        await drain;
        var drained = clock.GetElapsedTime(began);
        silo.Program = As(silo.Program, options.ProgramPath);
        began = clock.GetTimestamp();
        var start = silo.StartAsync();
        while (!start.IsCompleted)
        {
            await flow.WatchAsync(Look, cancellation);
        }

        await start;
        var started = clock.GetElapsedTime(began);
        var before = flow.Count;
        await UntilAsync(cluster, flow, () => Task.FromResult(flow.Count > before), cancellation);
        return new UpgradeStep(silo.Name, progress, drained, started, flow.Longest);
    }

    private async Task StartCampaignAsync(ChaosCluster cluster)
    {
        var content = Path.Combine(folder, "content.eml");
        await File.WriteAllTextAsync(
            content,
            "Subject: Hello {{ name }}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear {{ name }}.\r\n");
        var recipients = Path.Combine(folder, "recipients.csv");
        await File.WriteAllLinesAsync(recipients, _audience.Select((address, index) => string.Create(
            CultureInfo.InvariantCulture, $"{address},Customer {index}")).Prepend("address,name"));
        var program = cluster.Silos[0].Program;
        var steps = new CampaignFlow(program);
        await steps.RegisterPeopleAsync();
        await steps.PrepareAsync(Campaign, content, recipients, "--in-doubt", "hold");
        await steps.StartAsync(Campaign);
    }

    /// <summary>The campaign's state; null if nobody answers. People are signed in with the first silo's folder.</summary>
    private static async Task<string?> StateAsync(ChaosCluster cluster) =>
        await cluster.Silos[0].Program.TryAsync("campaign", "status", Campaign) is { } status
            ? status.GetProperty("state").GetString()
            : null;

    private static async Task UntilAsync(
        ChaosCluster cluster, Flow flow, Func<Task<bool>> reached, CancellationToken cancellation)
    {
        while (!await reached())
        {
            if (cluster.Silos.FirstOrDefault(silo => silo.HasExited) is { } ended)
            {
                throw new TrialException($"{ended.Name} ended by itself; its log says why.");
            }

            if (flow.Since > Patience)
            {
                throw new TrialException($"For {Patience.TotalSeconds} s no mail left; the logs of the silos say why.");
            }

            await flow.WatchAsync(Look, cancellation);
        }
    }

    private static async Task<List<OutcomeLine>> OutcomesAsync(MailProgram program, CancellationToken cancellation)
    {
        var lines = new List<OutcomeLine>();
        await foreach (var line in program.LinesAsync(["campaign", "outcomes", Campaign], cancellation))
        {
            lines.Add(JsonSerializer.Deserialize<OutcomeLine>(line, Json)!);
        }

        return lines;
    }
}
