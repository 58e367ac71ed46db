using System.CommandLine;
using OrleansMail.Terminal;

namespace OrleansMail.Commands;

/// <summary><c>campaign submit</c>: freezes and hashes a checked campaign.</summary>
internal static class CampaignSubmitCommand
{
    public static Command Create()
    {
        var id = Inputs.Campaign();
        return Verb.OnSilo(
            "submit",
            "Freezes content, recipients, settings and accepted warnings under one hash, for a second person to approve.",
            "campaign.submit",
            async (context, _) =>
            {
                var answer = await context.Campaign(context.Get(id)).SubmitAsync();
                var done = CampaignPrint.Answer(
                    context, answer, status => $"{status.Id} is {status.State}; hash {status.ContentHash}");
                if (answer.Done && !context.Output.IsJson)
                {
                    var status = answer.Status;
                    context.Output.Line(
                        $"Approvals needed: {CampaignPrint.Needed(Math.Max(1, status.ApprovalsNeeded), status.ApprovalReasons)}");
                    context.Output.Line("Each approver, who is no author of it, reviews, accepts each warning, and approves with:");
                    context.Output.Line($"  orleansmail campaign review {status.Id}");
                    context.Output.Line(
                        $"  orleansmail campaign approve {answer.Status.Id} "
                        + $"--hash {answer.Status.ContentHash}");
                }

                return done;
            },
            id);
    }
}
