using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Guard;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>campaign check</c>: runs the guard over the whole audience.</summary>
internal static class CampaignCheckCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        return Verb.OnSilo(
            "check",
            "Runs the guard over content, settings and every recipient; exit code 1 if a finding blocks.",
            "campaign.draft",
            async (context, _) =>
            {
                var campaign = context.Campaign(context.Get(id));
                var answer = await Waiting.ForAsync(
                    context.Output, "Checking every recipient", () => Repeat.OnTimeoutAsync(campaign.CheckAsync));
                if (answer.Refusal is { } refusal)
                {
                    return context.Output.Refuse(refusal);
                }

                var report = answer.Report!;
                Print(context, answer.Status, report);
                return report.Blocks ? CommandRun.Failed : CommandRun.Done;
            },
            id);
    }

    private static void Print(CommandContext context, CampaignStatus status, GuardReport report)
    {
        var output = context.Output;
        if (output.IsJson)
        {
            output.Json(CheckView.Of(status, report), OutputJson.Shared.CheckView);
        }
        else
        {
            PrintFindings(output, report);
            output.Line($"{Plain.Count(report.RowsChecked)} recipients checked; {status.Id} is {status.State}");
            if (report.Suppressed is > 0 and var suppressed)
            {
                output.Line($"{Plain.Count(suppressed)} of them are on the suppression list now and get no mail");
            }

            if (report.Previews.Length > 0)
            {
                output.Line($"A checker looks at {report.Previews.Length} of them: orleansmail campaign preview {status.Id}");
            }

            if (!report.Blocks)
            {
                output.Line(Array.Exists(report.Findings, finding => finding.Level == GuardLevel.Warn)
                    ? $"Next: orleansmail campaign review {status.Id}, which shows the keys to accept the warnings by"
                    : $"Next: orleansmail campaign submit {status.Id}");
            }
        }

        if (report.Blocks)
        {
            output.Note("orleansmail: findings block this campaign; mend what they name and check again");
        }
    }

    private static void PrintFindings(Output output, GuardReport report)
    {
        if (report.Findings.Length == 0)
        {
            output.Line("Nothing found");
            return;
        }

        var table = new Table().AddColumns("rule", "level", "row", "field", "message", "count", "key");
        foreach (var finding in report.Findings.OrderByDescending(finding => finding.Level))
        {
            table.AddRow(
                Plain.Cell(finding.Rule),
                Plain.Cell(finding.Level.ToString()),
                Plain.Cell(finding.Row),
                Plain.Cell(finding.Field),
                Plain.Cell(finding.Message),
                Plain.Cell(Plain.Count(finding.Count)),
                Plain.Cell(finding.Key));
        }

        output.Table(table);
    }
}
