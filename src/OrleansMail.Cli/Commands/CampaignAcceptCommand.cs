using System.CommandLine;
using OrleansMail.Campaigns;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>campaign accept</c>: one warning of the guard may stand.</summary>
internal static class CampaignAcceptCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        var finding = Inputs.Text("--finding", "KEY", "The warning's key, as `campaign review` lists it", required: true);
        var reason = Inputs.Text("--reason", "TEXT", "Why it may stand; without anybody's personal data", required: true);
        return Verb.OnSilo(
            "accept",
            "Lets one warning of the guard stand: before the submission for the author, after it for an approver.",
            "campaign.submit before the submission, campaign.approve after it",
            async (context, _) =>
            {
                var name = context.Get(id);
                if (await context.Campaign(name).StatusAsync() is not { } status)
                {
                    return CampaignPrint.Missing(context, name);
                }

                var campaign = context.Review(name);
                var (key, why) = (context.Get(finding), context.Get(reason));
                try
                {
                    var answer = await Repeat.OnTimeoutAsync(() => IsSubmitted(status)
                        ? campaign.ConfirmAsync(key, why)
                        : campaign.AcceptAsync(key, why));
                    return CampaignPrint.Answer(context, answer, _ => $"{key} is accepted: {why}");
                }
                catch (CallRefusedException refused) when (!IsSubmitted(status) && refused.Refusal.Code == "not-allowed")
                {
                    return context.Output.Refuse(refused.Refusal with
                    {
                        Message = $"{name} is {status.State}: its author accepts warnings now, and an approver once it is submitted. "
                            + refused.Refusal.Message,
                    });
                }
            },
            id, finding, reason);
    }

    // A paused campaign may have lost an approval; the approver who comes instead accepts the warnings too.
    private static bool IsSubmitted(CampaignStatus status) =>
        status.State is CampaignPhase.Submitted or CampaignPhase.Approved or CampaignPhase.Paused;
}
