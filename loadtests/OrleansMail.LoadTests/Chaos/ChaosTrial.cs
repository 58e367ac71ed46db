using OrleansMail.Kill;
using OrleansMail.Measures;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>Breaks a sending cluster again and again, and proves that nobody is lost and nobody gets a mail twice.</summary>
internal sealed class ChaosTrial(ChaosOptions options, string folder, TimeProvider clock)
{
    /// <summary>Without any mail for so long, the cluster did not go on by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // Each look asks by a process of its own.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly List<FaultMoment> _moments = [];
    private readonly string[] _audience = ClusterCampaign.Audience(options.Recipients);

    /// <summary>Carries the trial through and prints what it saw; true if every promise held.</summary>
    public async Task<bool> RunAsync(TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        await using var cut = new Cut();
        await cut.MakeAsync();
        await using var cluster = await ChaosCluster.StartAsync(options.Shape, folder);
        var campaign = await ClusterCampaign.StartAsync(cluster, folder, _audience);
        var breaker = new Breaker(cluster, cut, clock);
        var accepted = new AcceptedLines(ChaosCluster.AcceptedPath(folder));
        var flow = new Flow(accepted, clock);
        foreach (var fault in FaultPlan.Draw(options.Faults, options.Seed, options.Kinds))
        {
            await flow.WatchAsync(fault.After, cancellation);
            if (await campaign.IsCompletedAsync())
            {
                break;
            }

            var moment = await BreakAsync(campaign, cluster, breaker, flow, fault, cancellation);
            _moments.Add(moment);
            await progress.WriteLineAsync(ChaosTable.Line(_moments.Count, moment));
        }

        await UntilAsync(cluster, flow, campaign.IsCompletedAsync, cancellation);
        var outcomes = await campaign.OutcomesAsync(cancellation);
        var lines = accepted.ReadAll();
        var verdict = KillVerdict.Of(_audience, outcomes, lines, InDoubt(), resends: false);
        await GoalFile.AppendAsync(options.Goals, ChaosTable.Goals(_moments, outcomes, verdict), cancellation);
        return ChaosTable.Print(
            output, options, _moments, outcomes, verdict, PaceCheck.Most(lines), LateMails.Find(outcomes, lines).Count);
    }

    private async Task<FaultMoment> BreakAsync(
        ClusterCampaign campaign,
        ChaosCluster cluster,
        Breaker breaker,
        Flow flow,
        Fault fault,
        CancellationToken cancellation)
    {
        var progress = (double)flow.Count / options.Recipients;
        var began = clock.GetUtcNow();
        flow.Reset();
        await flow.DuringAsync(breaker.BeginAsync(fault), cancellation);
        await flow.WatchAsync(fault.For, cancellation);
        await flow.DuringAsync(breaker.EndAsync(fault), cancellation);
        var before = flow.Count;
        var revived = await flow.DuringAsync(cluster.ReviveAsync(), cancellation);
        await UntilAsync(
            cluster, flow, async () => flow.Count > before || await campaign.IsCompletedAsync(), cancellation);

        // Some silos notice only when they run again that the others took them for gone, and end.
        revived += await flow.DuringAsync(cluster.ReviveAsync(), cancellation);
        var meant = fault.Kind is FaultKind.Kill or FaultKind.Drain or FaultKind.FullFolder or FaultKind.LoseMachine ? 1 : 0;
        return new FaultMoment(fault, progress, began, flow.Longest, revived - meant);
    }

    private static async Task UntilAsync(
        ChaosCluster cluster, Flow flow, Func<Task<bool>> reached, CancellationToken cancellation)
    {
        while (!await flow.DuringAsync(reached(), cancellation))
        {
            if (flow.Since > Patience)
            {
                throw new TrialException($"For {Patience.TotalSeconds} s no mail left; the logs of the silos say why.");
            }

            await flow.WatchAsync(Look, cancellation);
            await flow.DuringAsync(cluster.ReviveAsync(), cancellation);
        }
    }

    /// <summary>Each silo that a fault may have taken the leases of, as a kill of one silo.</summary>
    private List<KillMoment> InDoubt() =>
        [.. _moments.SelectMany(moment => Enumerable.Repeat(
            new KillMoment(moment.Progress, moment.Began, moment.Began, TimeSpan.Zero), moment.Fault.MayLose))];
}
