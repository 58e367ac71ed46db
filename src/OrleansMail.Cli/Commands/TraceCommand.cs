using System.CommandLine;
using OrleansMail.Addresses;
using OrleansMail.Campaigns;
using OrleansMail.Outcomes;
using OrleansMail.People;
using OrleansMail.Reports;
using OrleansMail.Suppression;
using OrleansMail.Terminal;
using OrleansMail.Views;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary><c>trace</c>: what happened to mail for an address, and why one is waiting.</summary>
internal static class TraceCommand
{
    public static Command Create()
    {
        var address = Inputs.Address();
        return Verb.OnSilo(
            "trace",
            "Tells what happened to mail for an address, newest campaign first, and why one is waiting.",
            "recipients.read; suppression.manage to see whether the address is suppressed",
            async (context, _) =>
            {
                var mailbox = context.Get(address);
                var attempts = await context.Report.TraceAsync(mailbox.Address);
                var suppressed = await SuppressedAsync(context, mailbox);
                var lines = new List<TraceLine>();
                foreach (var attempt in attempts)
                {
                    lines.Add(Line(attempt, attempt.Final ? null : await WaitingAsync(context, attempt, suppressed)));
                }

                Print(
                    context.Output,
                    new TraceView(
                        mailbox.Address,
                        suppressed is null ? null : SuppressionView.Of(suppressed),
                        [.. lines]));
                return CommandRun.Done;
            },
            address);
    }

    /// <summary>Looked up for whoever may know: a checker's trace must not be refused for what it can do without.</summary>
    private static async Task<SuppressionEntry?> SuppressedAsync(CommandContext context, Mailbox mailbox)
    {
        if (await WhoAmICommand.FindAsync(context) is { } caller
            && !Array.Exists(caller.Grants, grant => grant.Covers(Right.SuppressionManage, Grant.Everywhere)))
        {
            context.Output.Note(
                "Whether the address is suppressed is not looked up: that takes suppression.manage, which the role operator has "
                + "(`orleansmail suppression check ADDRESS`)");
            return null;
        }

        return await SuppressionGrains.Of(context.Grains, mailbox).FindAsync(mailbox.Canonical);
    }

    private static async Task<string?> WaitingAsync(
        CommandContext context, OutcomeLine attempt, SuppressionEntry? suppressed)
    {
        var status = await context.Campaign(attempt.Campaign).StatusAsync();
        return status switch
        {
            null => null,
            { State: not (CampaignPhase.Sending or CampaignPhase.Held) } =>
                $"the campaign is {status.State}{(status.Reason is null ? "" : $": {status.Reason}")}",
            { HeldUntil: { } until, State: CampaignPhase.Held } => $"the campaign is held until {Plain.Time(until)}",
            _ when suppressed is not null => "the address is suppressed; it will be skipped",
            _ when attempt.NextAt is { } next => $"tried again from {Plain.Time(next)}",
            _ => "in the queue of its lane",
        };
    }

    private static TraceLine Line(OutcomeLine line, string? waiting) => new(
        line.Campaign,
        line.Outcome?.ToString() ?? OutcomeView.Pending,
        line.Stage == DeliveryStage.None ? null : line.Stage.ToString(),
        line.Code == 0 ? null : line.Code,
        line.EnhancedCode,
        line.Text,
        line.Attempts,
        line.At,
        line.EgressIp,
        line.MxHost,
        line.Tls,
        line.NextAt,
        line.Final,
        line.Forgotten,
        waiting);

    private static void Print(Output output, TraceView view)
    {
        if (output.IsJson)
        {
            output.Json(view, OutputJson.Shared.TraceView);
            return;
        }

        if (view.Suppressed is { } entry)
        {
            output.Line(
                $"{view.Address} is suppressed since {Plain.Time(entry.Since)}: {entry.Reason} {entry.Evidence}");
        }

        if (view.Attempts.Length == 0)
        {
            output.Line($"No mail for {view.Address} is known here");
            return;
        }

        var table = new Table().AddColumns(
            "campaign", "at", "outcome", "stage", "reply", "from", "to", "TLS", "waiting");
        foreach (var line in view.Attempts)
        {
            table.AddRow(
                Plain.Cell(line.Campaign),
                Plain.Cell(line.At),
                Plain.Cell(line.Outcome),
                Plain.Cell(line.Stage),
                Plain.Cell(line.Code is null ? line.Text : $"{line.Code} {line.EnhancedCode} {line.Text}"),
                Plain.Cell(line.EgressIp),
                Plain.Cell(line.MxHost),
                Plain.Cell(line.Tls),
                Plain.Cell(line.Waiting));
        }

        output.Table(table);
    }
}
