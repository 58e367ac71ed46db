namespace OrleansMail.Guard;

/// <summary>A campaign offers a way out in its header (RFC 2369 §3.2, RFC 8058); a stream need not.</summary>
public sealed class UnsubscribeRule : IGuardRule
{
    public string Name => "unsubscribe";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        if (!campaign.IsStream && !campaign.UnsubscribeConfigured)
        {
            tally.Add(
                GuardLevel.Block, "The campaign has no List-Unsubscribe: recipients cannot leave.",
                field: "List-Unsubscribe");
        }

        return new CampaignOnly(tally);
    }
}
