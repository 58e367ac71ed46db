using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>campaign start</c>: begins the undo window, after which mail leaves.</summary>
internal static class CampaignStartCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        return Verb.OnSilo(
            "start",
            "Starts an approved campaign: mail leaves after the undo window, or at its time to send if that is later; until then it can be cancelled.",
            "campaign.start",
            async (context, _) =>
            {
                var campaign = context.Campaign(context.Get(id));
                var answer = await Repeat.OnTimeoutAsync(campaign.StartAsync);
                return CampaignPrint.Answer(context, answer, Then);
            },
            id);
    }

    private static string Then(CampaignStatus status) => status.HeldUntil is { } until
        ? $"{status.Id} is {status.State} until {Plain.Time(until)}. Watch: orleansmail campaign watch {status.Id}"
        : $"{status.Id} is {status.State}. Watch: orleansmail campaign watch {status.Id}";
}
