namespace OrleansMail.Campaigns;

/// <summary>What a domain's rules grain remembers.</summary>
[GenerateSerializer, Alias("mail.ApprovalRulesState")]
public sealed class ApprovalRulesState
{
    [Id(0)]
    public ApprovalRules Rules { get; set; } = new();

    [Id(1)]
    public int Version { get; set; }

    [Id(2)]
    public string? SetBy { get; set; }

    [Id(3)]
    public DateTimeOffset? SetAt { get; set; }

    /// <summary>The last campaigns that began to send, the newest last.</summary>
    [Id(4)]
    public List<CampaignMark> Sent { get; set; } = [];
}
