namespace OrleansMail.People;

/// <summary>What granted rights and roles come to at a moment.</summary>
internal static class Rights
{
    // Reading what is masked, writing drafts, and stopping: worth a password. Everything else takes a second factor.
    private static readonly HashSet<string> WithoutFactor = new(StringComparer.Ordinal)
    {
        Right.CampaignDraft, Right.CampaignSubmit, Right.CampaignStop, Right.CampaignRead, Right.AuditRead,
    };

    /// <summary>The single rights that count now.</summary>
    public static Grant[] Effective(IEnumerable<Granted> grants, DateTimeOffset now) =>
    [
        .. grants
            .SelectMany(granted => granted.Wish.Rights()
                .Where(right => right != Right.CampaignApprove || granted.ApproveFrom <= now)
                .Select(right => new Grant(right, granted.Wish.Domain)))
            .Distinct(),
    ];

    /// <summary>What grants a <c>campaign.approve</c> that does not count yet.</summary>
    public static Granted[] Later(IEnumerable<Granted> grants, DateTimeOffset now) =>
    [
        .. grants.Where(granted =>
            granted.ApproveFrom > now && granted.Wish.Rights().Contains(Right.CampaignApprove, StringComparer.Ordinal)),
    ];

    /// <summary>Is a second factor demanded of whoever has these?</summary>
    public static bool NeedFactor(IEnumerable<Granted> grants) =>
        grants.SelectMany(granted => granted.Wish.Rights()).Any(right => !WithoutFactor.Contains(right));

    /// <summary>Shorter sessions for those who manage users or keys.</summary>
    public static bool AreOfAdministrator(IEnumerable<Granted> grants) => grants
        .SelectMany(granted => granted.Wish.Rights())
        .Any(right => right is Right.UserManage or Right.KeyManage);

    /// <summary>Do they hold a right for all domains?</summary>
    public static bool Hold(IEnumerable<Granted> grants, string right) => grants.Any(granted =>
        granted.Wish.Domain == Grant.Everywhere && granted.Wish.Rights().Contains(right, StringComparer.Ordinal));
}
