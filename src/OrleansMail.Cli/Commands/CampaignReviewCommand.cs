using System.CommandLine;
using OrleansMail.Campaigns;
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
            "Shows settings, findings, recipients by domain, the difference to the last campaign and, to whoever may approve, "
            + "finished mails; remembers that you have seen them: without it nobody approves.",
            "campaign.read",
            async (context, _) =>
            {
                var campaign = context.Review(context.Get(id));
                var answer = await Repeat.OnTimeoutAsync(campaign.ReviewAsync);
                if (answer.Refusal is { } refusal)
                {
                    return context.Output.Refuse(refusal);
                }

                var review = answer.Review!;
                var seen = review.HasMailsToSee
                    ? await Repeat.OnTimeoutAsync(campaign.MailsAsync)
                    : new ReviewedMailsAnswer(null, []);
                if (seen.Refusal is { } unseen)
                {
                    return context.Output.Refuse(unseen);
                }

                if (context.Output.IsJson)
                {
                    context.Output.Json(ReviewView.Of(review, seen.Mails), OutputJson.Shared.ReviewView);
                }
                else
                {
                    ReviewPrint.Show(context.Output, review, seen.Mails);
                }

                return CommandRun.Done;
            },
            id);
    }
}
