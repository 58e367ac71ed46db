using System.CommandLine;
using System.Globalization;
using OrleansMail.Incidents;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>incident list</c>, <c>show</c> and <c>done</c>: the files that the silo keeps, and their deadlines.</summary>
internal static class IncidentListCommand
{
    public static Command CreateList() => Verb.OnSilo(
        "list",
        "Lists the incidents with what has still to be told to whom by when.",
        "campaign.read",
        async (context, _) =>
        {
            var incidents = await context.Report.IncidentsAsync();
            if (context.Output.IsJson)
            {
                var now = context.Clock.GetUtcNow();
                context.Output.Json(
                    Array.ConvertAll(incidents, incident => IncidentView.Of(incident, now, null, null)),
                    OutputJson.Shared.IncidentViewArray);
            }
            else if (incidents.Length == 0)
            {
                context.Output.Line("There are no incidents");
            }
            else
            {
                IncidentPrint.Duties(context, incidents);
            }

            return CommandRun.Done;
        });

    public static Command CreateShow()
    {
        var id = Id();
        return Verb.OnSilo(
            "show",
            "Shows an incident and where its campaign stands now.",
            "campaign.read",
            (context, _) => TellAsync(context, context.Get(id), (grain, number) => grain.ShowAsync(number)),
            id);
    }

    public static Command CreateDone()
    {
        var id = Id();
        var duty = new Argument<string>("DUTY")
        {
            Description = string.Join(", ", Kebab.All<DutyKind>()),
        };
        duty.AcceptOnlyFromAmong(Kebab.All<DutyKind>());
        var reason = Inputs.Text(
            "--reason", "TEXT", "When and how it was done, or why there is no such duty", required: true);
        return Verb.OnSilo(
            "done",
            "Notes that a duty has been done.",
            "campaign.stop",
            (context, _) => TellAsync(context, context.Get(id), (grain, number) =>
                grain.DoneAsync(number, Kebab.Parse<DutyKind>(context.Get(duty)), context.Get(reason))),
            id, duty, reason);
    }

    /// <summary>The argument that names an incident.</summary>
    internal static Argument<string> Id()
    {
        var id = new Argument<string>("ID") { Description = "The incident, such as spring#1" };
        id.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && Parse(text).Number == 0)
            {
                result.AddError($"'{text}' is no incident; write CAMPAIGN#NUMBER, such as spring#1.");
            }
        });
        return id;
    }

    /// <summary>Campaign and number of an incident; the number is 0 if the text names none.</summary>
    internal static (string Campaign, int Number) Parse(string id)
    {
        var mark = id.LastIndexOf('#');
        return mark > 0
            && int.TryParse(id.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? (id[..mark], number)
                : ("", 0);
    }

    private static async Task<int> TellAsync(
        CommandContext context, string id, Func<IIncidentGrain, int, Task<IncidentAnswer>> tell)
    {
        var (campaign, number) = Parse(id);
        var answer = await Repeat.OnTimeoutAsync(() => tell(context.Grains.GetGrain<IIncidentGrain>(campaign), number));
        if (answer.Refusal is { } refusal)
        {
            return context.Output.Refuse(refusal);
        }

        var incident = answer.Incident!;
        if (context.Output.IsJson)
        {
            context.Output.Json(
                IncidentView.Of(incident, context.Clock.GetUtcNow(), answer.Status, answer.Stops),
                OutputJson.Shared.IncidentView);
            return CommandRun.Done;
        }

        context.Output.Line($"{incident.Id}: {IncidentWords.Of(incident.Notice.Kind).English}: {incident.Notice.What}");
        if (incident.ForgottenAt is { } forgotten)
        {
            context.Output.Line($"The campaign was forgotten on {Plain.Time(forgotten)}: nobody can say who they are");
        }

        context.Output.Line(
            $"{Plain.Count(incident.Delivered)} got the mail, {Plain.Count(incident.InDoubt)} may have; the campaign is "
            + $"{answer.Status?.State}, {(answer.Stops.Length == 0 ? "nothing is stopped" : "stopped")}");
        IncidentPrint.Duties(context, [incident]);
        return CommandRun.Done;
    }
}
