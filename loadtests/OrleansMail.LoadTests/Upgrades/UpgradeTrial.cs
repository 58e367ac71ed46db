using OrleansMail.Chaos;
using OrleansMail.Kill;
using OrleansMail.Trials;

namespace OrleansMail.Upgrades;

/// <summary>Replaces one silo after the other while a campaign is sent, and proves that nothing but the time changes.</summary>
internal sealed class UpgradeTrial(UpgradeOptions options, string folder, TimeProvider clock)
{
    /// <summary>Without any mail for so long, the cluster did not go on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    // What the command gives a silo to end its work, and then to leave the cluster.
    private static readonly TimeSpan DrainBound = TimeSpan.FromSeconds(100);

    private readonly string[] _audience = ClusterCampaign.Audience(options.Recipients);

    private readonly AcceptedLines _accepted = new(ChaosCluster.AcceptedPath(folder));

    /// <summary>Carries the trial through and prints what it saw; true if every promise held.</summary>
    public async Task<bool> RunAsync(TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        await using var cluster = await ChaosCluster.StartAsync(
            new ClusterShape(UpgradeOptions.Silos, options.SinkLatency, PerSecond: 0, options.FromPath, options.ProgramPath), folder);
        var campaign = await ClusterCampaign.StartAsync(cluster, folder, _audience);
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
        await UntilAsync(cluster, flow, campaign.IsCompletedAsync, cancellation);
        var took = clock.GetElapsedTime(began);
        var program = cluster.Silos[0].Program;
        var outcomes = await campaign.OutcomesAsync(cancellation, program);
        var toldByOlder = options.IsUpgrade ? await campaign.OutcomesAsync(cancellation, As(program, options.FromPath)) : null;
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
}
