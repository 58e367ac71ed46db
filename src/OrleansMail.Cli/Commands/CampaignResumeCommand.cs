using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>campaign resume</c>: goes on after a pause.</summary>
internal static class CampaignResumeCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        var reason = Inputs.Text("--reason", "TEXT", "Why it may go on; demanded when it has stopped by itself");
        return Verb.OnSilo(
            "resume",
            "Goes on with a paused campaign.",
            "campaign.start",
            async (context, _) =>
            {
                var campaign = context.Campaign(context.Get(id));
                var answer = await Repeat.OnTimeoutAsync(() => campaign.ResumeAsync(context.Get(reason)));
                return CampaignPrint.Answer(context, answer, Then);
            },
            id, reason);
    }

    private static string Then(CampaignStatus status) => status.HeldUntil is { } until
        ? $"{status.Id} is {status.State} until {Plain.Time(until)}: nothing had left, and the undo window begins anew"
        : $"{status.Id} is {status.State}; {Plain.Count(status.Pending + status.Deferred)} to go";
}
