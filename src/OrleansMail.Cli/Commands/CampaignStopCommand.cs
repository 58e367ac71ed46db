using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>campaign pause</c> and <c>campaign cancel</c>: stops, and says how much had left by then.</summary>
internal static class CampaignStopCommand
{
    public static Command CreatePause() => Create(
        "pause", "Stops sending until it is resumed; says how many were sent.",
        campaign => campaign.PauseAsync());

    public static Command CreateCancel() => Create(
        "cancel",
        "Stops for good: recipients without an outcome become Cancelled; says how many were sent.",
        campaign => campaign.CancelAsync());

    private static Command Create(string name, string what, Func<ICampaignGrain, Task<CampaignAnswer>> stop)
    {
        var id = Inputs.Campaign();
        return Verb.OnSilo(
            name,
            what,
            "campaign.stop",
            async (context, _) =>
            {
                var campaign = context.Campaign(context.Get(id));
                var answer = await Repeat.OnTimeoutAsync(() => stop(campaign));
                return answer.Refusal is { } refusal
                    ? context.Output.Refuse(refusal)
                    : Print(context.Output, answer.Status);
            },
            id);
    }

    private static int Print(Output output, CampaignStatus status)
    {
        var view = StopView.Of(status);
        if (output.IsJson)
        {
            output.Json(view, OutputJson.Shared.StopView);
        }
        else
        {
            output.Line(
                $"{status.Id} is {status.State}: {Plain.Count(view.Sent)} sent, {Plain.Count(view.Stopped)} stopped");
            if (status.Unknown > 0)
            {
                output.Line(
                    $"{Plain.Count(status.Unknown)} of the sent are Unknown: nobody can know whether they arrived");
            }
        }

        return CommandRun.Done;
    }
}
