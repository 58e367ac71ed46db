using System.CommandLine;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>campaign reject</c>: sends a campaign back to its authors.</summary>
internal static class CampaignRejectCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        var reason = Inputs.Text("--reason", "TEXT", "What the authors should mend", required: true);
        return Verb.OnSilo(
            "reject",
            "Sends a submitted or approved campaign back to draft.",
            "campaign.approve",
            async (context, _) => CampaignPrint.Answer(
                context,
                await context.Campaign(context.Get(id)).RejectAsync(context.Get(reason)),
                status => $"{status.Id} is {status.State}: {status.Reason}. Next: its author mends it, orleansmail campaign create {status.Id}"),
            id, reason);
    }
}
