namespace OrleansMail.People;

/// <summary>Everything that a caller may be allowed to do. Granted for a sending domain, or for all of them.</summary>
public static class Right
{
    public const string CampaignDraft = "campaign.draft";
    public const string CampaignSubmit = "campaign.submit";
    public const string CampaignApprove = "campaign.approve";
    public const string CampaignStart = "campaign.start";
    public const string CampaignStop = "campaign.stop";
    public const string CampaignRead = "campaign.read";
    public const string RecipientsImport = "recipients.import";

    /// <summary>To see addresses, values and texts of receivers unmasked.</summary>
    public const string RecipientsRead = "recipients.read";

    public const string RecipientsExport = "recipients.export";
    public const string DomainManage = "domain.manage";
    public const string IpManage = "ip.manage";
    public const string UserManage = "user.manage";
    public const string KeyManage = "key.manage";
    public const string AuditRead = "audit.read";
    public const string AuditExport = "audit.export";
    public const string SuppressionManage = "suppression.manage";

    /// <summary>To see the silos, and to take one out of work.</summary>
    public const string ClusterManage = "cluster.manage";

    /// <summary>All rights, in the order of the documentation.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        CampaignDraft, CampaignSubmit, CampaignApprove, CampaignStart, CampaignStop, CampaignRead,
        RecipientsImport, RecipientsRead, RecipientsExport, DomainManage, IpManage, UserManage, KeyManage,
        AuditRead, AuditExport, SuppressionManage, ClusterManage,
    ];
}
