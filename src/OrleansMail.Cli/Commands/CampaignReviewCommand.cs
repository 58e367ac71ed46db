using System.CommandLine;
using OrleansMail.Terminal;
using OrleansMail.Views;

namespace OrleansMail.Commands;

/// <summary><c>campaign review</c>: what an approver must have seen.</summary>
internal static class CampaignReviewCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        return Verb.OnSilo(
            "review",
            "Shows settings, findings, recipients by domain and the difference to the last campaign, and remembers that "
            + "you have seen them: without it nobody approves.",
            "campaign.read",
            async (context, _) =>
            {
                var campaign = context.Review(context.Get(id));
                var answer = await Repeat.OnTimeoutAsync(campaign.ReviewAsync);
                if (answer.Refusal is { } refusal)
                {
                    return context.Output.Refuse(refusal);
                }

                if (context.Output.IsJson)
                {
                    context.Output.Json(ReviewView.Of(answer.Review!), OutputJson.Shared.ReviewView);
                }
                else
                {
                    ReviewPrint.Show(context.Output, answer.Review!);
                }

                return CommandRun.Done;
            },
            id);
    }
}
