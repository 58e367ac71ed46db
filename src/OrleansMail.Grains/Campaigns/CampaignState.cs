namespace OrleansMail.Campaigns;

/// <summary>What a campaign grain remembers.</summary>
[GenerateSerializer, Alias("mail.CampaignState")]
public sealed class CampaignState
{
    [Id(0)]
    public CampaignPhase Phase { get; set; }

    /// <summary>Null until the first draft: there is no such campaign yet.</summary>
    [Id(1)]
    public CampaignSettings? Settings { get; set; }

    /// <summary>SHA-256 of the template as drafted, lower-case hex.</summary>
    [Id(2)]
    public string ContentHash { get; set; } = "";

    /// <summary>Number of the audience in storage; 0 for none.</summary>
    [Id(3)]
    public long Audience { get; set; }

    /// <summary>Everybody who wrote or submitted: none of them may approve.</summary>
    [Id(4)]
    public List<string> Authors { get; set; } = [];

    [Id(5)]
    public string? SubmittedBy { get; set; }

    /// <summary>What was submitted; approvals are bound to it.</summary>
    [Id(6)]
    public ApprovalHash? Submitted { get; set; }

    [Id(7)]
    public List<string> Approvals { get; set; } = [];

    [Id(8)]
    public DateTimeOffset? HeldUntil { get; set; }

    [Id(9)]
    public DateTimeOffset? StartedAt { get; set; }

    [Id(10)]
    public DateTimeOffset? FinishedAt { get; set; }

    [Id(11)]
    public string? Reason { get; set; }

    /// <summary>Recipients when the audience was frozen; for streams the ledger knows.</summary>
    [Id(12)]
    public long Recipients { get; set; }

    /// <summary>Every recipient of a cancelled campaign has its outcome.</summary>
    [Id(13)]
    public bool Swept { get; set; }

    /// <summary>When the campaign's key was destroyed; null while its data can be read.</summary>
    [Id(20)]
    public DateTimeOffset? ForgottenAt { get; set; }
}
