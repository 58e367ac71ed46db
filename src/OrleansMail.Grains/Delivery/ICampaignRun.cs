namespace OrleansMail.Delivery;

/// <summary>One campaign as the lanes of a silo see it.</summary>
internal interface ICampaignRun
{
    /// <summary>What is sent.</summary>
    CampaignImage Image { get; }

    /// <summary>Nothing more of it may be started.</summary>
    bool Stopped { get; }

    /// <summary>What came of its attempts on this silo.</summary>
    RunTally Tally { get; }

    /// <summary>So many mails more, or fewer, wait for a session.</summary>
    void Waiting(int change);
}
