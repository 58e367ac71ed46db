namespace OrleansMail.Campaigns;

/// <summary>What an operator may tell a campaign to do.</summary>
[GenerateSerializer, Alias("mail.CampaignCommand")]
public enum CampaignCommand
{
    /// <summary>Approved to Held, and after the undo window to Sending.</summary>
    Start = 0,

    /// <summary>Held or Sending to Paused.</summary>
    Pause = 1,

    /// <summary>Paused to Sending.</summary>
    Resume = 2,

    /// <summary>Any state that is not final to Cancelled; recipients without an outcome become Cancelled.</summary>
    Cancel = 3,
}
