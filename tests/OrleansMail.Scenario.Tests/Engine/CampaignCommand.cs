namespace OrleansMail.Campaigns;

/// <summary>What a test tells a campaign that is approved.</summary>
public enum CampaignCommand
{
    Start = 0,
    Pause = 1,
    Resume = 2,
    Cancel = 3,
}
