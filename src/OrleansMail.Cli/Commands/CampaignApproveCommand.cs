using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>campaign approve</c>: a second person's yes to one hash.</summary>
internal static class CampaignApproveCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        var hash = Inputs.Text("--hash", "HASH", "The hash that `campaign submit` printed", required: true);
        return Verb.OnSilo(
            "approve",
            "Says yes to exactly one hash of content, recipients, settings and accepted warnings, after a review; authors "
            + "cannot approve.",
            "campaign.approve",
            async (context, _) => CampaignPrint.Answer(
                context,
                await context.Campaign(context.Get(id)).ApproveAsync(context.Get(hash)),
                Then),
            id, hash);
    }

    private static string Then(CampaignStatus status)
    {
        var by = string.Join(", ", status.Approvals);
        return status.State switch
        {
            CampaignPhase.Approved => $"{status.Id} is approved by {by}. Next: an operator, orleansmail campaign start {status.Id}",
            CampaignPhase.Paused when status.Approvals.Length >= status.ApprovalsNeeded =>
                $"{status.Id} is Paused; {CampaignPrint.Given(status)}: {by}. Next: an operator, orleansmail campaign resume {status.Id}",
            _ => $"{status.Id} is {status.State}; {CampaignPrint.Given(status)}: {by}. "
                + $"Next: another approver, orleansmail campaign review {status.Id}",
        };
    }
}
