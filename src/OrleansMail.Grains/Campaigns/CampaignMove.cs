namespace OrleansMail.Campaigns;

/// <summary>What can happen to a campaign.</summary>
public enum CampaignMove
{
    /// <summary>Content, audience or settings were written.</summary>
    Change,

    /// <summary>The guard found nothing that blocks.</summary>
    Pass,

    Submit,
    Approve,
    Reject,
    Start,

    /// <summary>The undo window has passed.</summary>
    Release,

    Pause,
    Resume,

    /// <summary>Every recipient has a final outcome.</summary>
    Finish,

    Cancel,

    /// <summary>What is stored is not what was approved.</summary>
    Fail,
}
