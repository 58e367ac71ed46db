namespace OrleansMail.Campaigns;

/// <summary>What came of the attempts of one run of one silo so far. The counts only rise.</summary>
/// <param name="Attempts">Attempts that had an outcome.</param>
/// <param name="DeadAddresses">Refused for good because the mailbox or its domain does not exist.</param>
/// <param name="Slowed">Put off because we send too fast or too much.</param>
/// <param name="Unwritten">Mails that could not be made from the template and the row.</param>
[GenerateSerializer, Immutable, Alias("mail.CampaignTally")]
public sealed record CampaignTally(
    [property: Id(0)] long Attempts,
    [property: Id(1)] long DeadAddresses,
    [property: Id(2)] long Slowed,
    [property: Id(3)] long Unwritten)
{
    public static CampaignTally None { get; } = new(0, 0, 0, 0);

    /// <summary>Refused or put off for a fault of the content or of our set-up, which every further mail would have too.</summary>
    [Id(4)]
    public long Faulty { get; init; }

    public CampaignTally Plus(CampaignTally other) => new(
        Attempts + other.Attempts,
        DeadAddresses + other.DeadAddresses,
        Slowed + other.Slowed,
        Unwritten + other.Unwritten)
    {
        Faulty = Faulty + other.Faulty,
    };
}
