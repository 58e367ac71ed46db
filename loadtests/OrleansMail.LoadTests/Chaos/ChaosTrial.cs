using System.Globalization;
using System.Text.Json;
using OrleansMail.Kill;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>Breaks a sending cluster again and again, and proves that nobody is lost and nobody gets a mail twice.</summary>
internal sealed class ChaosTrial(ChaosOptions options, string folder, TimeProvider clock)
{
    private const string Campaign = "chaos";

    /// <summary>Without any mail for so long, the cluster did not go on by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DrainBound = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly List<FaultMoment> _moments = [];
    private readonly string[] _audience = [.. Enumerable.Range(0, options.Recipients)
        .Select(index => string.Create(CultureInfo.InvariantCulture, $"customer{index}@receiver.test"))];

    /// <summary>Carries the trial through and prints what it saw; true if every promise held.</summary>
    public async Task<bool> RunAsync(TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        await using var cut = new Cut();
        await cut.MakeAsync();
        await using var cluster = await ChaosCluster.StartAsync(options, folder);
        await StartCampaignAsync(cluster);
        var accepted = new AcceptedLines(ChaosCluster.AcceptedPath(folder));
        var flow = new Flow(accepted, clock);
        foreach (var fault in FaultPlan.Draw(options.Faults, options.Seed))
        {
            await flow.WatchAsync(fault.After, cancellation);
            if (await StateAsync(cluster) is "Completed")
            {
                break;
            }

            var moment = await BreakAsync(cluster, cut, flow, fault, cancellation);
            _moments.Add(moment);
            await progress.WriteLineAsync(ChaosTable.Line(_moments.Count, moment));
        }

        await UntilAsync(cluster, flow, async () => await StateAsync(cluster) is "Completed", cancellation);
        var outcomes = await OutcomesAsync(cluster, cancellation);
        var verdict = KillVerdict.Of(_audience, outcomes, accepted.ReadAll(), InDoubt(), resends: false);
        return ChaosTable.Print(output, _moments, outcomes, verdict);
    }

    private async Task<FaultMoment> BreakAsync(
        ChaosCluster cluster, Cut cut, Flow flow, Fault fault, CancellationToken cancellation)
    {
        var progress = (double)flow.Count / options.Recipients;
        var began = clock.GetUtcNow();
        flow.Reset();
        var silo = cluster.Silos[fault.Silo - 1];
        await BeginAsync(cluster, cut, silo, fault.Kind);
        await flow.WatchAsync(fault.For, cancellation);
        await EndAsync(cluster, cut, silo, fault.Kind);
        var before = flow.Count;
        var revived = await cluster.ReviveAsync();
        await UntilAsync(
            cluster, flow, async () => flow.Count > before || await StateAsync(cluster) is "Completed", cancellation);

        // Some silos notice only when they run again that the others took them for gone, and end.
        revived += await cluster.ReviveAsync();
        var meant = fault.Kind is FaultKind.Kill or FaultKind.Drain ? 1 : 0;
        return new FaultMoment(fault, progress, began, flow.Longest, revived - meant);
    }

    private async Task BeginAsync(ChaosCluster cluster, Cut cut, ChaosSilo silo, FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.Kill:
                await silo.KillAsync();
                break;
            case FaultKind.Freeze:
                await silo.SignalAsync("-STOP");
                break;
            case FaultKind.CutSilo:
                await cut.PortAsync(silo.SiloPort);
                break;
            case FaultKind.CutDatabase:
                await cut.AddressAsync(ChaosSilo.DatabaseOf(silo.Number));
                break;
            case FaultKind.KillDatabase:
                await cluster.Database.KillAsync();
                break;
            case FaultKind.Drain:
                await DrainAsync(cluster, silo);
                break;
        }
    }

    private static async Task EndAsync(ChaosCluster cluster, Cut cut, ChaosSilo silo, FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.Freeze:
                await silo.SignalAsync("-CONT");
                break;
            case FaultKind.CutSilo or FaultKind.CutDatabase:
                await cut.HealAsync();
                break;
            case FaultKind.KillDatabase:
                await cluster.Database.RunAsync();
                break;
            case FaultKind.Kill or FaultKind.Drain:
                // The silo is started with all others that have ended.
                break;
        }
    }

    private async Task DrainAsync(ChaosCluster cluster, ChaosSilo silo)
    {
        var other = cluster.Silos.First(one => one.Number != silo.Number);
        await other.Program.TryAsync("cluster", "drain", silo.Name);
        var began = clock.GetTimestamp();
        while (!silo.HasExited && clock.GetElapsedTime(began) < DrainBound)
        {
            await Task.Delay(Look, clock);
        }

        if (!silo.HasExited)
        {
            throw new TrialException($"{silo.Name} was drained and has not ended.");
        }
    }

    private async Task StartCampaignAsync(ChaosCluster cluster)
    {
        var program = cluster.Silos[0].Program;
        var content = Path.Combine(folder, "content.eml");
        await File.WriteAllTextAsync(
            content,
            "Subject: Hello {{ name }}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear {{ name }}.\r\n");
        var recipients = Path.Combine(folder, "recipients.csv");
        await File.WriteAllLinesAsync(recipients, _audience.Select((address, index) => string.Create(
            CultureInfo.InvariantCulture, $"{address},Customer {index}")).Prepend("address,name"));
        var staff = await Staff.GatherAsync(program);
        var author = program.As(staff.Author);
        await program.MustAsync(
            "domain", "add", CampaignFlow.Domain, "--unsubscribe-url", "https://unsubscribe.sender.test/u/{token}");
        await program.MustAsync("domain", "rules", CampaignFlow.Domain, "--more", "1");
        await author.MustAsync(
            Patience, "campaign", "create", Campaign, "--from", $"News <news@{CampaignFlow.Domain}>", "--content", content,
            "--recipients", recipients, "--in-doubt", "hold", "--hold", "0s");
        await Agreement.ReachAsync(author, program.As(staff.Approver), Campaign);
        foreach (var silo in cluster.Silos)
        {
            silo.Program.Person = staff.Operator;
        }

        await program.MustAsync("campaign", "start", Campaign);
    }

    /// <summary>The campaign's state as the first silo says that answers; null if none does.</summary>
    private static async Task<string?> StateAsync(ChaosCluster cluster)
    {
        foreach (var silo in cluster.Silos.Where(silo => !silo.HasExited))
        {
            if (await silo.Program.TryAsync("campaign", "status", Campaign) is { } status)
            {
                return status.GetProperty("state").GetString();
            }
        }

        return null;
    }

    private static async Task UntilAsync(
        ChaosCluster cluster, Flow flow, Func<Task<bool>> reached, CancellationToken cancellation)
    {
        while (!await reached())
        {
            if (flow.Since > Patience)
            {
                throw new TrialException($"For {Patience.TotalSeconds} s no mail left; the logs of the silos say why.");
            }

            await flow.WatchAsync(Look, cancellation);
            await cluster.ReviveAsync();
        }
    }

    private static async Task<List<OutcomeLine>> OutcomesAsync(ChaosCluster cluster, CancellationToken cancellation)
    {
        var lines = new List<OutcomeLine>();
        await foreach (var line in cluster.Silos[0].Program.LinesAsync(["campaign", "outcomes", Campaign], cancellation))
        {
            lines.Add(JsonSerializer.Deserialize<OutcomeLine>(line, Json)!);
        }

        return lines;
    }

    /// <summary>Each silo that a fault may have taken the leases of, as a kill of one silo.</summary>
    private List<KillMoment> InDoubt() =>
        [.. _moments.SelectMany(moment => Enumerable.Repeat(
            new KillMoment(moment.Progress, moment.Began, moment.Began, TimeSpan.Zero), moment.Fault.MayLose))];
}
