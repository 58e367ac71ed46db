using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>deputy list</c>: who approves in whose place in a sending domain.</summary>
internal static class DeputyListCommand
{
    public static Command Create()
    {
        var domain = Inputs.Domain();
        return Verb.OnSilo(
            "list",
            "Lists the deputies of a domain's approvers, those of later too.",
            "campaign.read",
            async (context, _) =>
            {
                Show(context.Output, await Grain(context, domain).ShowAsync());
                return CommandRun.Done;
            },
            domain);
    }

    public static IDeputiesGrain Grain(CommandContext context, Argument<string> domain) =>
        context.Grains.GetGrain<IDeputiesGrain>(Inputs.ALabels(context.Get(domain))!);

    public static void Show(Output output, Deputyship[] deputies)
    {
        if (output.IsJson)
        {
            output.Json(Array.ConvertAll(deputies, DeputyView.Of), OutputJson.Shared.DeputyViewArray);
            return;
        }

        var table = new Table().AddColumns("approver", "deputy", "from", "until", "reason");
        foreach (var one in deputies)
        {
            table.AddRow(
                Plain.Cell(one.Approver), Plain.Cell(one.Deputy), Plain.Cell(one.From), Plain.Cell(one.Until),
                Plain.Cell(one.Reason));
        }

        output.Table(table);
    }
}
