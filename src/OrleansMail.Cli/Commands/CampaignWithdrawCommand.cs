using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>campaign withdraw</c>: an approver takes the yes back.</summary>
internal static class CampaignWithdrawCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        var reason = Inputs.Text("--reason", "TEXT", "Why", required: true);
        return Verb.OnSilo(
            "withdraw",
            "Takes your approval back; a campaign that is being sent pauses until another approver says yes.",
            "campaign.approve",
            async (context, _) =>
            {
                var campaign = context.Review(context.Get(id));
                var answer = await Repeat.OnTimeoutAsync(() => campaign.WithdrawAsync(context.Get(reason)));
                return CampaignPrint.Answer(context, answer, Then);
            },
            id, reason);
    }

    private static string Then(CampaignStatus status) => status.State == CampaignPhase.Paused
        ? $"{status.Id} is {status.State}: {Plain.Count(status.Delivered + status.Unknown)} sent, "
            + $"{Plain.Count(status.Pending + status.Deferred)} stopped"
        : $"{status.Id} is {status.State}; {CampaignPrint.Given(status)}";
}
