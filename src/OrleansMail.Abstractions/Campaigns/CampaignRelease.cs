namespace OrleansMail.Campaigns;

/// <summary>The approved facts a silo needs, and checks against what is stored, before it sends.</summary>
/// <param name="Audience">Number of the frozen audience in storage.</param>
/// <param name="Columns">Merge fields in the order of the rows' values.</param>
/// <param name="Approved">The hashes that were approved.</param>
/// <param name="StartedAt">Recipients are given up a time to live after this, or after they were appended.</param>
/// <param name="Cancelling">Nothing is sent any more: every recipient without a final outcome is recorded Cancelled.</param>
[GenerateSerializer, Immutable, Alias("mail.CampaignRelease")]
public sealed record CampaignRelease(
    [property: Id(0)] string Campaign,
    [property: Id(1)] long Audience,
    [property: Id(2)] string[] Columns,
    [property: Id(3)] CampaignSettings Settings,
    [property: Id(4)] ApprovalHash Approved,
    [property: Id(5)] DateTimeOffset StartedAt,
    [property: Id(6)] bool Cancelling)
{
    /// <summary>Only rows with a lower number may be sent; null for all of them.</summary>
    [Id(7)]
    public long? RowsBelow { get; init; }

    /// <summary>With <see cref="Cancelling"/>: it was not a person who ended the campaign, it failed.</summary>
    [Id(8)]
    public bool HasFailed { get; init; }
}
