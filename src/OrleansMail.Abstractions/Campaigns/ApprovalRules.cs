namespace OrleansMail.Campaigns;

/// <summary>How many people must say yes to a campaign of a sending domain. Holds for what is submitted afterwards.</summary>
[GenerateSerializer, Immutable, Alias("mail.ApprovalRules")]
public sealed record ApprovalRules
{
    /// <summary>Needed by every campaign and stream. Default 1, 1 to 5.</summary>
    [Id(0)]
    public int Approvals { get; init; } = 1;

    /// <summary>Needed when one of the reasons below holds. Default 2, 1 to 5.</summary>
    [Id(1)]
    public int More { get; init; } = 2;

    /// <summary>More recipients than this are a reason. Default 10,000; 0 makes every campaign one.</summary>
    [Id(2)]
    public long ManyRecipients { get; init; } = 10_000;

    /// <summary>An attachment is a reason. Default true.</summary>
    [Id(3)]
    public bool Attachments { get; init; } = true;

    /// <summary>A column that tells more of a person than a name is a reason. Default true.</summary>
    [Id(4)]
    public bool PersonalColumns { get; init; } = true;

    /// <summary>The first campaign that this engine sends for the domain is one. Default true.</summary>
    [Id(5)]
    public bool FirstCampaign { get; init; } = true;

    /// <summary>
    /// A smaller share of recipients whom earlier campaigns of the domain went to is a reason. Default 0.2, 0 to 1; 0 for
    /// never.
    /// </summary>
    [Id(6)]
    public double KnownShare { get; init; } = 0.2;

    /// <summary>How long a yes holds while the campaign is not started. Default 24 hours, 1 minute to 30 days.</summary>
    [Id(7)]
    public TimeSpan ExpiresAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Many more recipients than usual, of which the guard warns, are a reason. Default true.</summary>
    [Id(8)]
    public bool VolumeSpike { get; init; } = true;
}
