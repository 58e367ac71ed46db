using System.CommandLine;
using System.Globalization;
using OrleansMail.Cluster;
using OrleansMail.Terminal;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>cluster status</c>: the silos, what each does, and why something waits.</summary>
internal static class ClusterStatusCommand
{
    public static Command Create() => Verb.OnSilo(
        "status",
        "Shows the silos, their addresses and lanes, what is sent and what waits, and why.",
        "cluster.manage",
        async (context, _) =>
        {
            var status = await context.Grains.GetGrain<IClusterGrain>(0).StatusAsync();
            if (context.Output.IsJson)
            {
                context.Output.Json(status, OutputJson.Shared.ClusterStatus);
            }
            else
            {
                Print(context.Output, status);
            }

            return CommandRun.Done;
        });

    private static void Print(Output output, ClusterStatus status)
    {
        if (status.Problem is { } problem)
        {
            output.Line(problem);
        }

        output.Table(Silos(status));
        foreach (var silo in status.Silos.Where(silo => silo.Problem is not null))
        {
            output.Line($"{silo.Name}: {silo.Problem}");
        }

        var told = status.Silos.Where(silo => silo.Program is not null);
        foreach (var program in told.GroupBy(silo => silo.Program!, StringComparer.Ordinal))
        {
            output.Line($"{program.Key} runs on {string.Join(", ", program.Select(silo => silo.Name))}");
        }

        foreach (var idle in status.Idle)
        {
            output.Line($"{idle.Address}: {idle.Problem}.");
        }

        if (status.Silos.Any(static silo => silo.Addresses.Any(static load => load.Waits is { Length: > 0 })))
        {
            output.Table(Waits(status));
        }

        if (status.Campaigns.Length > 0)
        {
            output.Table(Campaigns(status));
        }
    }

    private static Table Silos(ClusterStatus status)
    {
        var table = new Table().AddColumns(
            "silo", "state", "sends from", "sites", "shut", "sessions", "queued", "per second");
        foreach (var silo in status.Silos)
        {
            var state = silo.DrainingUntil is { } until
                ? $"leaves by {Plain.Time(until)}"
                : silo.Problem is null ? "works" : "see below";
            if (silo.Addresses.Length == 0)
            {
                table.AddRow(Row(silo.Name, state, null));
            }

            for (var index = 0; index < silo.Addresses.Length; index++)
            {
                table.AddRow(index == 0 ? Row(silo.Name, state, silo.Addresses[0]) : Row("", "", silo.Addresses[index]));
            }
        }

        return table;
    }

    private static Spectre.Console.Rendering.IRenderable[] Row(string name, string state, EgressLoad? load)
    {
        var address = load?.Problem is { } problem ? $"{load.Address} ({problem})" : load?.Address;
        var rate = load?.PerSecond.ToString("#,0.0", CultureInfo.InvariantCulture);
        return
        [
            Plain.Cell(name), Plain.Cell(state), Plain.Cell(address), Plain.Cell(load?.Lanes), Plain.Cell(load?.ShutLanes),
            Plain.Cell(load?.Sessions), Plain.Cell(load?.Queued), Plain.Cell(rate),
        ];
    }

    private static Table Waits(ClusterStatus status)
    {
        var table = new Table().AddColumns("from", "sites that wait", "why", "at most until", "for example");
        foreach (var load in status.Silos.SelectMany(static silo => silo.Addresses))
        {
            foreach (var wait in load.Waits ?? [])
            {
                table.AddRow(
                    Plain.Cell(load.Address),
                    Plain.Cell(wait.Lanes),
                    Plain.Cell(wait.Reason),
                    Plain.Cell(wait.Until is { } until ? Plain.Time(until) : null),
                    Plain.Cell(string.Join(", ", wait.Sites)));
            }
        }

        return table;
    }

    private static Table Campaigns(ClusterStatus status)
    {
        var table = new Table().AddColumns("campaign", "pending", "deferred", "chunks by silo", "waits");
        foreach (var campaign in status.Campaigns)
        {
            var chunks = status.Silos
                .SelectMany(silo => silo.Campaigns.Where(load => load.Campaign == campaign.Campaign)
                    .Select(load => string.Create(CultureInfo.InvariantCulture, $"{silo.Name} {load.Chunks}")));
            table.AddRow(
                Plain.Cell(campaign.Campaign),
                Plain.Cell(Plain.Count(campaign.Pending)),
                Plain.Cell(Plain.Count(campaign.Deferred)),
                Plain.Cell(string.Join(", ", chunks)),
                Plain.Cell(campaign.Waits));
        }

        return table;
    }
}
