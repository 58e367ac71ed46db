using OrleansMail.Incidents;
using OrleansMail.Terminal;
using Spectre.Console;

namespace OrleansMail.Commands;

/// <summary>Prints what has still to be told to whom, and how much time is left.</summary>
internal static class IncidentPrint
{
    public const string NoAdvice =
        "Whether a duty is likely is computed from what the engine knows. This is no legal advice.";

    public static void Duties(CommandContext context, IEnumerable<Incident> incidents)
    {
        var now = context.Clock.GetUtcNow();
        var table = new Table().AddColumns("incident", "duty", "likely", "from", "until", "left", "done");
        foreach (var incident in incidents)
        {
            foreach (var duty in incident.Duties.OrderBy(duty => duty.DoneAt is not null).ThenBy(duty => duty.Until))
            {
                table.AddRow(
                    Plain.Cell(incident.Id),
                    Plain.Cell(Kebab.Of(duty.Kind)),
                    Plain.Cell(duty.IsLikely ? "yes" : "no"),
                    Plain.Cell(duty.From),
                    Plain.Cell(duty.Until),
                    Plain.Cell(Left(duty, now)),
                    Plain.Cell(duty.DoneBy));
            }
        }

        context.Output.Table(table);
        context.Output.Line(NoAdvice);
    }

    private static string Left(Duty duty, DateTimeOffset now)
    {
        if (duty.DoneAt is not null)
        {
            return "done";
        }

        if (duty.Until is not { } until)
        {
            return "without delay";
        }

        var left = until - now;
        return left < TimeSpan.Zero
            ? "OVERDUE"
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{left.Days} days {left.Hours} hours");
    }
}
