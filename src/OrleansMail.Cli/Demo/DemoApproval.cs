using OrleansMail.Campaigns;
using OrleansMail.Guard;
using OrleansMail.People;
using OrleansMail.Terminal;

namespace OrleansMail.Demo;

/// <summary>From the checked draft to the second person's yes: warnings accepted, submitted, reviewed, approved.</summary>
internal sealed class DemoApproval(CommandContext demo, ICampaignGrain campaign, DemoStaff staff)
{
    private ICampaignReviewGrain Review => demo.Review(DemoFacts.Campaign);

    /// <summary>Why it did not come to an approval; null if it did.</summary>
    public async Task<Refusal?> RunAsync()
    {
        var refusal = await AcceptAsync(staff.Author, Review.AcceptAsync, "The demo's addresses are invented.");
        if (refusal is not null)
        {
            return refusal;
        }

        var submitted = await staff.Author.AsAsync(campaign.SubmitAsync);
        if (submitted.Refusal is not null)
        {
            return submitted.Refusal;
        }

        var hash = submitted.Status.ContentHash!;
        demo.Output.Note($"{staff.Author.Name} tries to approve it alone: {await TryAsync(hash, staff.Author)}");
        refusal = await AcceptAsync(staff.Approver, Review.ConfirmAsync, "Nothing leaves this machine.");
        if (refusal is not null)
        {
            return refusal;
        }

        var seen = await staff.Approver.AsAsync(Review.MailsAsync);
        if (seen.Refusal is not null)
        {
            return seen.Refusal;
        }

        var approved = await staff.Approver.AsAsync(() => campaign.ApproveAsync(hash));
        demo.Output.Note(
            $"{staff.Approver.Name} has reviewed it with {seen.Mails.Length} finished mails, accepts each warning too, and approves "
            + $"exactly {hash[..16]}…");
        return approved.Refusal;
    }

    /// <summary>Looks at what there is to see, and accepts every warning by its name.</summary>
    private static async Task<Refusal?> AcceptAsync(
        DemoPerson person, Func<string, string, Task<CampaignAnswer>> accept, string reason, ReviewAnswer seen)
    {
        foreach (var finding in seen.Review?.Findings.Where(finding => finding.Finding.Level == GuardLevel.Warn) ?? [])
        {
            var answer = await person.AsAsync(() => accept(finding.Key, reason));
            if (answer.Refusal is not null)
            {
                return answer.Refusal;
            }
        }

        return seen.Refusal;
    }

    private async Task<Refusal?> AcceptAsync(
        DemoPerson person, Func<string, string, Task<CampaignAnswer>> accept, string reason) =>
        await AcceptAsync(person, accept, reason, await person.AsAsync(Review.ReviewAsync));

    private async Task<string> TryAsync(string hash, DemoPerson person)
    {
        try
        {
            return (await person.AsAsync(() => campaign.ApproveAsync(hash))).Refusal?.Message ?? "allowed";
        }
        catch (CallRefusedException refused)
        {
            return refused.Message;
        }
    }
}
