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
        return Verb.OnSilo(
            "resume",
            "Goes on with a paused campaign.",
            "campaign.start",
            async (context, _) =>
            {
                var campaign = context.Campaign(context.Get(id));
                var answer = await Repeat.OnTimeoutAsync(campaign.ResumeAsync);
                return CampaignPrint.Answer(
                    context,
                    answer,
                    status => $"{status.Id} is {status.State}; {Plain.Count(status.Pending + status.Deferred)} to go");
            },
            id);
    }
}
