using System.CommandLine;
using OrleansMail.Reports;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>campaign outcomes</c>: one line for every recipient.</summary>
internal static class CampaignOutcomesCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        return Verb.OnSilo(
            "outcomes",
            "Lists what became of every recipient, exactly one line each; with --json one object a line.",
            "campaign.read; recipients.read to see addresses and replies unmasked",
            async (context, cancellation) =>
            {
                var name = context.Get(id);
                if (await context.Campaign(name).StatusAsync() is not { } status)
                {
                    return CampaignPrint.Missing(context, name);
                }

                if (status.ForgottenAt is { } forgotten)
                {
                    context.Output.Note(
                        $"{name} was forgotten on {Plain.Time(forgotten)}: which row had which outcome is left; who the "
                        + "recipients were, when they were reached and what was answered cannot be read any more");
                }

                await foreach (var page in Pages.OutcomesAsync(context.Report, name, cancellation))
                {
                    foreach (var line in page)
                    {
                        Print(context.Output, line);
                    }

                    await context.Output.FlushAsync(cancellation);
                }

                return CommandRun.Done;
            },
            id);
    }

    private static void Print(Output output, OutcomeLine line)
    {
        if (output.IsJson)
        {
            output.Json(OutcomeView.Of(line), OutputJson.Shared.OutcomeView);
            return;
        }

        var at = line.At is { } time ? Plain.Time(time) : "-";
        var reply = line.Code == 0 ? line.Text : $"{line.Code} {line.EnhancedCode} {line.Text}";
        var recipient = line.Forgotten ? $"row {line.Row}" : line.Recipient;
        output.Line($"{line.Outcome?.ToString() ?? OutcomeView.Pending,-10}  {at,-20}  {recipient,-40}  {reply}");
    }
}
