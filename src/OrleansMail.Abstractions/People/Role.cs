namespace OrleansMail.People;

/// <summary>Named sets of rights, so that a person is granted a task rather than seventeen words.</summary>
public static class Role
{
    /// <summary>Writes a mailing and brings its recipients.</summary>
    public const string Author = "author";

    /// <summary>Looks a mailing over before it is submitted, with the recipients unmasked.</summary>
    public const string Checker = "checker";

    /// <summary>Says the second person's yes.</summary>
    public const string Approver = "approver";

    /// <summary>Starts and stops, looks after addresses, domains and suppressed recipients.</summary>
    public const string Operator = "operator";

    /// <summary>Reads what everybody did.</summary>
    public const string Auditor = "auditor";

    /// <summary>Looks after people and keys; sends nothing.</summary>
    public const string Administrator = "administrator";

    private static readonly Dictionary<string, string[]> Sets = new(StringComparer.Ordinal)
    {
        [Author] = [Right.CampaignDraft, Right.CampaignSubmit, Right.CampaignRead, Right.RecipientsImport],
        [Checker] = [Right.CampaignRead, Right.RecipientsRead],
        [Approver] = [Right.CampaignApprove, Right.CampaignRead, Right.CampaignStop],
        [Operator] =
        [
            Right.CampaignStart, Right.CampaignStop, Right.CampaignRead, Right.DomainManage, Right.IpManage,
            Right.SuppressionManage, Right.ClusterManage,
        ],
        [Auditor] = [Right.AuditRead, Right.AuditExport, Right.CampaignRead],
        [Administrator] = [Right.UserManage, Right.KeyManage, Right.AuditRead, Right.CampaignStop],
    };

    /// <summary>The names of all roles.</summary>
    public static IReadOnlyCollection<string> Names => Sets.Keys;

    /// <summary>The rights of a role; null if there is no role of that name.</summary>
    public static IReadOnlyList<string>? RightsOf(string name) => Sets.GetValueOrDefault(name);
}
