using System.CommandLine;
using OrleansMail.Incidents;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>stop</c>: stops a campaign, a sending domain or everything at once, until it is lifted.</summary>
internal static class EmergencyStopCommand
{
    public static Command Create()
    {
        var command = On(
            "stop",
            "Stops a campaign, a sending domain or everything at once and keeps it stopped, also over a restart: nothing of "
                + "it starts or resumes until the stop is lifted. Says how many were sent.",
            "campaign.stop",
            "Why; it stands in the audit trail",
            (grain, reason) => grain.StopAsync(reason));
        command.Add(On(
            "lift",
            "Ends a stop. What was paused stays paused until each campaign is resumed.",
            "campaign.start",
            "Why it is safe now; it stands in the audit trail",
            (grain, reason) => grain.LiftAsync(reason)));
        command.Add(CreateList());
        return command;
    }

    private static Command On(
        string name, string what, string right, string why, Func<IStopGrain, string, Task<StopAnswer>> tell)
    {
        var target = StopTargets.Argument();
        var reason = Inputs.Text("--reason", "TEXT", why, required: true);
        return Verb.OnSilo(
            name,
            what,
            right,
            async (context, _) =>
            {
                if (StopTargets.Parse(context.Get(target)) is not { } key)
                {
                    return context.Output.Fail(
                        "target", $"'{context.Get(target)}' is no campaign, no domain and not `everything`", "target");
                }

                var grain = context.Grains.GetGrain<IStopGrain>(key);
                var answer = await Repeat.OnTimeoutAsync(() => tell(grain, context.Get(reason)));
                return answer.Refusal is { } refusal
                    ? context.Output.Refuse(refusal)
                    : Print(context.Output, EmergencyStopView.Of(key, answer));
            },
            target, reason);
    }

    private static Command CreateList() => Verb.OnSilo(
        "list",
        "Lists the stops in force.",
        "campaign.read",
        async (context, _) =>
        {
            var stops = await context.Report.StopsAsync();
            if (context.Output.IsJson)
            {
                context.Output.Json(
                    Array.ConvertAll(stops, EmergencyStopView.Of), OutputJson.Shared.EmergencyStopViewArray);
                return CommandRun.Done;
            }

            if (stops.Length == 0)
            {
                context.Output.Line("Nothing is stopped");
            }

            foreach (var stop in stops)
            {
                context.Output.Line($"{Words(stop)}: {stop.Reason}");
            }

            return CommandRun.Done;
        });

    private static int Print(Output output, EmergencyStopView view)
    {
        if (output.IsJson)
        {
            output.Json(view, OutputJson.Shared.EmergencyStopView);
            return CommandRun.Done;
        }

        var target = StopTarget.Words(view.Target);
        output.Line(view.InForce
            ? $"{target} is stopped: {Plain.Count(view.Sent)} sent, {Plain.Count(view.Stopped)} stopped"
            : $"{target} is not stopped any more; what is Paused waits for `campaign resume`");
        foreach (var campaign in view.Campaigns)
        {
            output.Line(campaign is { Sent: { } sent, Stopped: { } stopped }
                ? $"  {campaign.Id} is {campaign.State}: {Plain.Count(sent)} sent, {Plain.Count(stopped)} stopped, "
                    + $"{Plain.Count(campaign.Unknown ?? 0)} of the sent are Unknown"
                : $"  {campaign.Id} did not answer; nothing more of it is begun while the stop holds");
        }

        return CommandRun.Done;
    }

    private static string Words(EmergencyStop stop) =>
        $"{StopTarget.Words(stop.Target)} is stopped since {Plain.Time(stop.Since)} by {stop.By}";
}
