namespace OrleansMail.Campaigns;

/// <summary>What can happen to a campaign.</summary>
public enum CampaignMove
{
    /// <summary>Content, audience or settings were written.</summary>
    Change,

    /// <summary>The guard found nothing that blocks.</summary>
    Pass,

    /// <summary>A warning may stand, for a reason.</summary>
    Accept,

    Submit,

    /// <summary>One of several approvals; or one more after one was withdrawn.</summary>
    Vote,

    /// <summary>The last approval that was needed.</summary>
    Approve,

    /// <summary>An approval was too old, and so there are not enough any more.</summary>
    Lapse,

    /// <summary>An approver takes the yes back.</summary>
    Withdraw,

    Reject,
    Start,

    /// <summary>The undo window has passed.</summary>
    Release,

    Pause,
    Resume,

    /// <summary>What was paused inside its undo window goes on: the window begins anew.</summary>
    Hold,

    /// <summary>Every recipient has a final outcome.</summary>
    Finish,

    Cancel,

    /// <summary>What is stored is not what was approved.</summary>
    Fail,
}
