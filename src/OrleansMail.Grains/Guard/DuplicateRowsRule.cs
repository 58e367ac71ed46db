namespace OrleansMail.Guard;

/// <summary>One address, one row: the same values twice are harmless, different values are not.</summary>
public sealed class DuplicateRowsRule : IGuardRule
{
    public string Name => "duplicate-rows";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var tally = new Tally(Name);
        if (campaign.OtherDuplicates > 0)
        {
            tally.Add(
                GuardLevel.Block, "An address is there more than once with different values: which one is right?",
                field: "address", count: campaign.OtherDuplicates);
        }

        if (campaign.SameDuplicates > 0)
        {
            tally.Add(
                GuardLevel.Warn, "An address is there more than once with the same values; only the first row is kept.",
                field: "address", count: campaign.SameDuplicates);
        }

        return new CampaignOnly(tally);
    }
}
