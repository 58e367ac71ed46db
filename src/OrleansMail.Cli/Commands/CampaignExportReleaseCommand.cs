using System.CommandLine;
using OrleansMail.Incidents;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>campaign export-release</c> and <c>export-list</c>: the second person's side of an export.</summary>
internal static class CampaignExportReleaseCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        var request = ExportPrint.Request();
        return Verb.OnSilo(
            "export-release",
            "A second person's yes to an export; never that of whoever asked.",
            "recipients.export",
            async (context, _) =>
            {
                var grain = context.Grains.GetGrain<IExportGrain>(context.Get(id));
                var answer = await Repeat.OnTimeoutAsync(() => grain.ReleaseAsync(context.Get(request)));
                if (answer.Refusal is { } refusal)
                {
                    return context.Output.Refuse(refusal);
                }

                var released = answer.Request!;
                if (context.Output.IsJson)
                {
                    context.Output.Json(RecipientExportView.Of(released), OutputJson.Shared.RecipientExportView);
                }
                else
                {
                    context.Output.Line(
                        $"{released.By} may export {Plain.Count(released.Rows)} recipients of {released.Campaign} until "
                        + $"{Plain.Time(released.Until)}: {released.Reason}");
                }

                return CommandRun.Done;
            },
            id, request);
    }

    public static Command CreateList()
    {
        var id = Inputs.Campaign();
        return Verb.OnSilo(
            "export-list",
            "Lists the open requests for an export.",
            "recipients.export",
            async (context, _) =>
            {
                var open = await context.Grains.GetGrain<IExportGrain>(context.Get(id)).ListAsync();
                Print(context.Output, open);
                return CommandRun.Done;
            },
            id);
    }

    private static void Print(Output output, ExportRequest[] open)
    {
        if (output.IsJson)
        {
            output.Json(Array.ConvertAll(open, one => RecipientExportView.Of(one)), OutputJson.Shared.RecipientExportViewArray);
            return;
        }

        var table = new Table().AddColumns("request", "by", "until", "recipients", "released by", "reason");
        foreach (var one in open)
        {
            table.AddRow(
                Plain.Cell(one.Id.ToString()),
                Plain.Cell(one.By),
                Plain.Cell(one.Until),
                Plain.Cell(Plain.Count(one.Rows)),
                Plain.Cell(one.NeedsRelease ? one.ReleasedBy ?? "nobody yet" : "not needed"),
                Plain.Cell(one.Reason));
        }

        output.Table(table);
    }
}
