using System.CommandLine;
using OrleansMail.Incidents;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>campaign export</c>: the recipients with their outcomes, unmasked, as a CSV file.</summary>
internal static class CampaignExportCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        var file = Inputs.Text(
            "--out", "FILE.csv", "Where to write; caller, time and request are put into the name", required: true);
        var reason = Inputs.Text("--reason", "TEXT", "Why; it stands in the audit trail. Not needed with --request");
        var request = new Option<Guid?>("--request") { Description = "A request that has been released", HelpName = "ID" };
        var values = new Option<bool>("--values") { Description = "With the merge values" };
        var affected = new Option<bool>("--affected")
        {
            Description = "Only those who got the mail or may have got it; with --values those that stood in the mail",
        };
        return Verb.OnSilo(
            "export",
            "Writes recipients and outcomes, unmasked, to a file that names you in every row. A large one needs a second "
                + "person: `campaign export-release`.",
            "recipients.export",
            async (context, cancellation) =>
            {
                var grain = context.Grains.GetGrain<IExportGrain>(context.Get(id));
                if (!context.Has(reason) && !context.Has(request))
                {
                    return context.Output.Fail(
                        "usage", "give --reason, or --request for one that has been released", "reason");
                }

                var content = new ExportContent(context.Get(values), context.Get(affected), null);
                var answer = context.Get(request) is { } open
                    ? await ExportPrint.FindAsync(grain, open)
                    : await AskAsync(grain, context.Get(reason), content);
                if (answer.Refusal is { } refusal)
                {
                    return context.Output.Refuse(refusal);
                }

                return answer.Request!.IsReleased
                    ? await WriteAsync(context, answer.Request, context.Get(file), cancellation)
                    : context.Output.Fail("not-released", ExportPrint.Waits(answer.Request), "request");
            },
            id, file, reason, request, values, affected);
    }

    private static Task<ExportAnswer> AskAsync(IExportGrain grain, string reason, ExportContent content)
    {
        var request = Guid.NewGuid();
        return Repeat.OnTimeoutAsync(() => grain.RequestAsync(request, reason, content));
    }

    private static async Task<int> WriteAsync(
        CommandContext context, ExportRequest request, string wanted, CancellationToken cancellation)
    {
        var path = ExportFile.NameOf(wanted, request);
        var (rows, refusal) = await ExportFile.WriteAsync(context.Grains, request, path, null, cancellation);
        if (refusal is not null)
        {
            return context.Output.Refuse(refusal);
        }

        if (context.Output.IsJson)
        {
            context.Output.Json(RecipientExportView.Of(request, path, rows), OutputJson.Shared.RecipientExportView);
        }
        else
        {
            context.Output.Line($"{Plain.Count(rows)} recipients are in {path}; each row names you and the request");
        }

        return CommandRun.Done;
    }
}
