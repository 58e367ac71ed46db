using System.CommandLine;
using OrleansMail.Cluster;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>cluster drain</c>: takes one silo out of work and waits until it has left.</summary>
internal static class ClusterDrainCommand
{
    private static readonly TimeSpan ByDefault = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    // From the end of its work to the end of its membership.
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(40);

    public static Command Create()
    {
        var silo = new Argument<string>("SILO") { Description = "Its name or address, as `cluster status` shows it" };
        var within = Duration.Option("--within", "The longest the silo may take", "60s");
        return Verb.OnSilo(
            "drain",
            "Takes a silo out of work: it claims nothing more, hands back what waits, ends what is under way, and its process ends.",
            "cluster.manage",
            (context, cancellation) =>
                RunAsync(context, context.Get(silo), context.Get(within) ?? ByDefault, cancellation),
            silo,
            within);
    }

    private static async Task<int> RunAsync(
        CommandContext context, string name, TimeSpan within, CancellationToken cancellation)
    {
        var cluster = context.Grains.GetGrain<IClusterGrain>(0);
        var answer = await cluster.DrainAsync(name, within);
        if (answer.Silo is not { } silo)
        {
            return context.Output.Refuse(answer.Refusal!);
        }

        var began = context.Clock.GetTimestamp();
        while (context.Clock.GetElapsedTime(began) < within + Parting)
        {
            await Task.Delay(Poll, context.Clock, cancellation);
            if (await HasLeftAsync(cluster, silo))
            {
                Say(context.Output, silo);
                return CommandRun.Done;
            }
        }

        return context.Output.Fail(
            "draining", $"{silo.Name} has not left yet; look with `orleansmail cluster status`", "SILO");
    }

    private static async Task<bool> HasLeftAsync(IClusterGrain cluster, SiloView silo)
    {
        try
        {
            return !Array.Exists((await cluster.StatusAsync()).Silos, one => one.Address == silo.Address);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            // It was the last silo, or the one that this command is connected to.
            return true;
        }
    }

    private static void Say(Output output, SiloView silo)
    {
        if (output.IsJson)
        {
            output.Json(silo, OutputJson.Shared.SiloView);
        }
        else
        {
            output.Line($"{silo.Name} has left; its process has ended or is about to");
        }
    }
}
