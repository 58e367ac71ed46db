namespace OrleansMail.Campaigns;

internal static class CampaignCommands
{
    public static Task<CampaignAnswer> TellAsync(this ICampaignGrain campaign, CampaignCommand command) => command switch
    {
        CampaignCommand.Start => campaign.StartAsync(),
        CampaignCommand.Pause => campaign.PauseAsync(),
        CampaignCommand.Resume => campaign.ResumeAsync(),
        _ => campaign.CancelAsync(),
    };
}
