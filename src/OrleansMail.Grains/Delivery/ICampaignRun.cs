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

    /// <summary>As many of its mails wait for sites in doubt as may.</summary>
    bool IsFullOfDoubt { get; }

    /// <summary>So many mails more, or fewer, wait for a session.</summary>
    /// <param name="change">How many.</param>
    /// <param name="inDoubt">For sites in doubt: these are counted by themselves, so as not to keep others out.</param>
    void Waiting(int change, bool inDoubt);
}
