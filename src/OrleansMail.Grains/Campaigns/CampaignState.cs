using OrleansMail.Guard;

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

    /// <summary>A campaign that was cancelled or failed is done with: its recipients have their outcomes.</summary>
    [Id(13)]
    public bool Swept { get; set; }

    /// <summary>Everybody's yes, also those that are too old by now.</summary>
    [Id(30)]
    public List<Approval> Approvals { get; set; } = [];

    /// <summary>The guard's last report; null when nothing was checked since the last change.</summary>
    [Id(31)]
    public GuardReport? Report { get; set; }

    /// <summary>The campaign in a few words, as it was checked; null as the report is.</summary>
    [Id(32)]
    public CampaignMark? Mark { get; set; }

    /// <summary>Warnings accepted before the submission.</summary>
    [Id(33)]
    public List<AcceptedWarning> Accepted { get; set; } = [];

    /// <summary>How many must approve what is submitted.</summary>
    [Id(34)]
    public Quorum? Quorum { get; set; }

    /// <summary>Who has seen what is submitted.</summary>
    [Id(35)]
    public List<Reviewer> Reviewers { get; set; } = [];

    /// <summary>Warnings that approvers have accepted after the submission.</summary>
    [Id(36)]
    public List<AcceptedWarning> Confirmed { get; set; } = [];

    /// <summary>Only rows with a lower number are sent until <see cref="CanaryDone"/>; null for no canary.</summary>
    [Id(37)]
    public long? CanaryRows { get; set; }

    /// <summary>The first recipients have had their outcomes.</summary>
    [Id(38)]
    public bool CanaryDone { get; set; }

    /// <summary>When the campaign goes on by itself after its first recipients.</summary>
    [Id(39)]
    public DateTimeOffset? CanaryUntil { get; set; }

    /// <summary>It stopped by itself, and goes on only when a person says why.</summary>
    [Id(40)]
    public bool StoppedItself { get; set; }

    /// <summary>When the campaign's key was destroyed; null while its data can be read.</summary>
    [Id(20)]
    public DateTimeOffset? ForgottenAt { get; set; }
}
