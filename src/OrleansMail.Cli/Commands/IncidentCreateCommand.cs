using System.CommandLine;
using OrleansMail.Incidents;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>incident create</c>: who got what since when, who did what, what the law may ask by when, in one folder.</summary>
internal static class IncidentCreateCommand
{
    public static Command Create()
    {
        var campaign = Inputs.Text("--campaign", "ID", "The campaign, or DOMAIN/NAME of a stream", required: true);
        var known = Instant.Option(
            "--known-at", "When the organisation came to know; deadlines run from here", required: true);
        var since = Instant.Option("--since", "Mail before this was right; by default all of the campaign is concerned");
        var what = Inputs.Text("--what", "TEXT", "What happened", required: true);
        var kind = Kebab.Option("--kind", "What went wrong", IncidentKind.Other);
        var malicious = new Option<bool>("--malicious") { Description = "Done with a wrongful purpose, or suspected to be" };
        var abroad = new Option<bool>("--abroad") { Description = "There are recipients under the GDPR" };
        var mark = new Option<bool>("--privacy-mark") { Description = "We hold the プライバシーマーク" };
        var folder = Inputs.Text("--out", "FOLDER", "A new or empty folder for the files", required: true);
        return Verb.OnSilo(
            "create",
            "Opens an incident file and writes incident.json, report.md with who did what when and the deadlines of the law, "
                + "affected.csv with those who got the mail, and in-doubt.csv with those who may have. The recipients are masked "
                + "without the right recipients.export.",
            "campaign.stop",
            async (context, cancellation) =>
            {
                var output = new IncidentFolder(context, context.Get(folder));
                if (!output.TryCreate())
                {
                    return context.Output.Fail("out", $"{context.Get(folder)} is not empty; name a new folder", "out");
                }

                var notice = new IncidentNotice(
                    context.Get(known)!.Value, context.Get(since), Kebab.Parse<IncidentKind>(context.Get(kind)),
                    context.Get(what), context.Get(malicious), context.Get(abroad), context.Get(mark));
                var grain = context.Grains.GetGrain<IIncidentGrain>(context.Get(campaign));
                var operation = Guid.NewGuid();
                var answer = await Waiting.ForAsync(
                    context.Output, "Counting", () => Repeat.OnTimeoutAsync(() => grain.OpenAsync(operation, notice)));
                if (answer.Refusal is { } refusal)
                {
                    return context.Output.Refuse(refusal);
                }

                var (rows, masked, view) = await output.WriteAsync(answer, cancellation);
                if (masked is not null)
                {
                    context.Output.Note($"affected.csv and in-doubt.csv are masked: {masked}");
                }

                Print(context, answer, context.Get(folder), rows, view);
                return CommandRun.Done;
            },
            campaign, known, since, what, kind, malicious, abroad, mark, folder);
    }

    private static void Print(CommandContext context, IncidentAnswer answer, string folder, long rows, IncidentView view)
    {
        if (context.Output.IsJson)
        {
            context.Output.Json(view, OutputJson.Shared.IncidentView);
            return;
        }

        var incident = answer.Incident!;
        context.Output.Line(incident.ForgottenAt is { } forgotten
            ? $"{incident.Id}: {Plain.Count(incident.Affected)} recipients got the mail or may have, but the campaign was "
                + $"forgotten on {Plain.Time(forgotten)}: nobody can say who they are; the other files are in {folder}"
            : $"{incident.Id}: {Plain.Count(rows)} recipients got the mail or may have; files in {folder}");
        if (answer.Stops.Length == 0)
        {
            context.Output.Line(
                $"No emergency stop is in force; `orleansmail stop {incident.Campaign} --reason TEXT` sets one");
        }

        IncidentPrint.Duties(context, [incident]);
    }
}
