using System.Globalization;
using OrleansMail.Chaos;
using OrleansMail.Kill;
using OrleansMail.Measures;
using OrleansMail.Trials;

namespace OrleansMail.Scale;

/// <summary>The same cluster with one silo and with several, by turns, on a sink that answers late.</summary>
internal sealed class ScaleTrial(ScaleOptions options, string folder, TimeProvider clock)
{
    /// <summary>What several silos have to give, as a share of as many times the rate of one.</summary>
    private const double Share = 0.9;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Prints a table; true if each recipient got one mail in every run and the goal is reached.</summary>
    public async Task<bool> RunAsync(TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        var rates = new Dictionary<int, List<double?>> { [1] = [], [options.Silos] = [] };
        var breaches = new List<string>();
        for (var run = 1; run <= options.Runs; run++)
        {
            foreach (var (silos, measured) in rates)
            {
                var (rate, broken) = await SendAsync(run, silos, cancellation);
                measured.Add(rate);
                breaches.AddRange(broken);
                await progress.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"run {run}, {silos} silos: {Numbers.Text(rate, 0)} messages/s"));
            }
        }

        var goal = Print(output, rates, breaches);
        await GoalFile.AppendAsync(options.Goals, [goal], cancellation);
        return goal.IsReached && breaches.Count == 0;
    }

    private async Task<(double? Rate, IReadOnlyList<string> Breaches)> SendAsync(
        int run, int silos, CancellationToken cancellation)
    {
        var own = Directory.CreateDirectory(
            Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"run-{run}-{silos}"))).FullName;
        var shape = new ClusterShape(silos, options.SinkLatency, PerSecond: 0, options.ProgramPath, options.ProgramPath);
        var audience = ClusterCampaign.Audience(options.RecipientsEach * silos);
        await using var cluster = await ChaosCluster.StartAsync(shape, own);
        var campaign = await ClusterCampaign.StartAsync(cluster, own, audience);
        while (!await campaign.IsCompletedAsync())
        {
            await Task.Delay(Look, clock, cancellation);
        }

        var accepted = new AcceptedLines(ChaosCluster.AcceptedPath(own)).ReadAll();
        var verdict = KillVerdict.Of(audience, await campaign.OutcomesAsync(cancellation), accepted, [], resends: false);
        return (SteadyRate.Of(accepted.Select(line => line.At)), verdict.Breaches);
    }

    private Goal Print(TextWriter output, Dictionary<int, List<double?>> rates, List<string> breaches)
    {
        output.WriteLine(Machine.Read().ToString());
        foreach (var (silos, measured) in rates)
        {
            var spread = Spread.Of(measured);
            output.WriteLine(
                $"{silos} silos: {Numbers.Text(spread?.Median, 0)} messages/s "
                + $"({Numbers.Text(spread?.Least, 0)} to {Numbers.Text(spread?.Greatest, 0)})");
        }

        var ratio = Spread.Of(rates[options.Silos])?.Median / Spread.Of(rates[1])?.Median;
        var goal = new Goal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Silos} silos ÷ one, receiver with {options.SinkLatency.TotalMilliseconds:0} ms latency"),
            "",
            options.Silos * Share,
            true,
            ratio,
            2);
        output.WriteLine(string.Join("  ", goal.Row));
        foreach (var breach in breaches)
        {
            output.WriteLine($"BREACH: {breach}");
        }

        return goal;
    }
}
