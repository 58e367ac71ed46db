namespace OrleansMail.Guard;

/// <summary>Each recipient must see no other: a template may not bring several addresses in To and Cc.</summary>
public sealed class VisibleRecipientsRule : IGuardRule
{
    public string Name => "visible-recipients";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        if (campaign.ToCount + campaign.CcCount > 1)
        {
            tally.Add(
                GuardLevel.Block, "The content names several addresses in To and Cc; every recipient would see them.",
                field: campaign.CcCount > 0 ? "Cc" : "To", count: campaign.ToCount + campaign.CcCount);
        }
        else if (campaign.CcCount == 1)
        {
            tally.Add(GuardLevel.Warn, "The content names an address in Cc; all would see it.", field: "Cc");
        }

        return new CampaignOnly(tally);
    }
}
