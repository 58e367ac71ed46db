using System.CommandLine;
using OrleansMail.Incidents;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>incident timeline</c>: who did what to the campaign and when, as it stands now.</summary>
internal static class IncidentTimelineCommand
{
    public static Command Create()
    {
        var id = IncidentListCommand.Id();
        return Verb.OnSilo(
            "timeline",
            "Shows who created, changed, approved, started, stopped, exported and read what, and what was refused, up to now. "
                + "Reading it stands in the audit trail.",
            "campaign.stop",
            async (context, cancellation) =>
            {
                var (campaign, number) = IncidentListCommand.Parse(context.Get(id));
                var grain = context.Grains.GetGrain<IIncidentGrain>(campaign);
                var answer = await Repeat.OnTimeoutAsync(() => grain.ShowAsync(number));
                if (answer.Refusal is { } refusal)
                {
                    return context.Output.Refuse(refusal);
                }

                var timeline = IncidentTimeline.Of(
                    answer.Incident!, answer.Status, answer.Stops, await Acts.ReadAsync(grain, number, cancellation));
                if (context.Output.IsJson)
                {
                    context.Output.Json(
                        [.. timeline.Select(TimelineView.Of)], OutputJson.Shared.TimelineViewArray);
                    return CommandRun.Done;
                }

                foreach (var one in timeline)
                {
                    context.Output.Line($"{Plain.Time(one.At)}  {one.English}");
                }

                return CommandRun.Done;
            },
            id);
    }
}
