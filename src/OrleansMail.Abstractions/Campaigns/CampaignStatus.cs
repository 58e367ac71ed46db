namespace OrleansMail.Campaigns;

/// <summary>Where a campaign stands. The counts of a started campaign always add up to <paramref name="Recipients"/>.</summary>
/// <param name="Pending">Recipients without any outcome yet.</param>
/// <param name="Deferred">Recipients whose last attempt was deferred and who will be tried again.</param>
/// <param name="Reason">Why the campaign waits, failed or was rejected; null if there is nothing to say.</param>
/// <param name="Approvals">Whose approvals hold.</param>
/// <param name="HeldUntil">While held: the end of the undo window, or the time to send if that is later.</param>
[GenerateSerializer, Immutable, Alias("mail.CampaignStatus")]
public sealed record CampaignStatus(
    [property: Id(0)] string Id,
    [property: Id(1)] CampaignPhase State,
    [property: Id(2)] long Recipients,
    [property: Id(3)] long Pending,
    [property: Id(4)] long Delivered,
    [property: Id(5)] long Deferred,
    [property: Id(6)] long Bounced,
    [property: Id(7)] long Suppressed,
    [property: Id(8)] long Expired,
    [property: Id(9)] long Cancelled,
    [property: Id(10)] long Unknown,
    [property: Id(11)] string? ContentHash,
    [property: Id(12)] string? SubmittedBy,
    [property: Id(13)] string[] Approvals,
    [property: Id(14)] DateTimeOffset? StartedAt,
    [property: Id(15)] DateTimeOffset? FinishedAt,
    [property: Id(16)] DateTimeOffset? EstimatedFinishAt,
    [property: Id(17)] string? Reason,
    [property: Id(18)] DateTimeOffset? HeldUntil,
    [property: Id(19)] CampaignSettings? Settings)
{
    /// <summary>How many people must approve; 0 while nothing is submitted.</summary>
    [Id(20)]
    public int ApprovalsNeeded { get; init; }

    /// <summary>Why it takes more approvals than every campaign of the domain does.</summary>
    [Id(21)]
    public string[] ApprovalReasons { get; init; } = [];

    /// <summary>When the first of the approvals runs out; null once started, or if there is none.</summary>
    [Id(22)]
    public DateTimeOffset? ApprovedUntil { get; init; }

    /// <summary>End of the pause after the first recipients; null if there is none now.</summary>
    [Id(23)]
    public DateTimeOffset? CanaryUntil { get; init; }

    /// <summary>When recipients, content and replies were made unreadable for good; null if they can be read.</summary>
    [Id(24)]
    public DateTimeOffset? ForgottenAt { get; init; }

    /// <summary>Which of the approvals were given in somebody's place, such as <c>dora for ben</c>.</summary>
    [Id(25)]
    public string[] Deputies { get; init; } = [];

    /// <summary>
    /// Forgotten, and why a copy of the destroyed key may still be in the files of the database, in words; null if none is.
    /// </summary>
    [Id(26)]
    public string? KeyRemains { get; init; }
}
