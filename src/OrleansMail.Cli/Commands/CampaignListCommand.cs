using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>campaign list</c>: all campaigns and streams.</summary>
internal static class CampaignListCommand
{
    // Each status wakes a grain: more at once would only make them wait in the silo.
    private const int AtOnce = 16;

    public static Command Create() => Verb.OnSilo(
        "list",
        "Lists campaigns and streams, oldest first.",
        "campaign.read",
        async (context, _) =>
        {
            var found = new List<CampaignStatus>();
            foreach (var ids in (await context.Report.CampaignsAsync()).Chunk(AtOnce))
            {
                var statuses = await Task.WhenAll(ids.Select(id => context.Campaign(id).StatusAsync()));
                found.AddRange(statuses.OfType<CampaignStatus>());
            }

            Print(context.Output, found);
            return CommandRun.Done;
        });

    private static void Print(Output output, List<CampaignStatus> found)
    {
        if (output.IsJson)
        {
            output.Json([.. found.Select(StatusView.Of)], OutputJson.Shared.StatusViewArray);
            return;
        }

        var table = new Table().AddColumns("campaign", "state", "recipients", "delivered", "not yet", "started");
        foreach (var status in found)
        {
            table.AddRow(
                Plain.Cell(status.Id),
                Plain.Cell(status.State.ToString()),
                Plain.Cell(Plain.Count(status.Recipients)),
                Plain.Cell(Plain.Count(status.Delivered)),
                Plain.Cell(Plain.Count(status.Pending + status.Deferred)),
                Plain.Cell(status.StartedAt));
        }

        output.Table(table);
    }
}
