namespace OrleansMail.Campaigns;

/// <summary>Reads the rules of a domain; a refusal names the field and the range.</summary>
internal static class ApprovalRulesCheck
{
    private const int MostApprovals = 5;
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static Refusal? Find(ApprovalRules rules)
    {
        if (rules.Approvals is < 1 or > MostApprovals)
        {
            return new Refusal("approvals", "A campaign takes 1 to 5 approvals.", "approvals");
        }

        if (rules.More is < 1 or > MostApprovals)
        {
            return new Refusal("more", "With a reason for more a campaign takes 1 to 5 approvals.", "more");
        }

        if (rules.ManyRecipients < 0)
        {
            return new Refusal("many", "The number of recipients that is many is 0 or more.", "many");
        }

        if (rules.KnownShare is not (>= 0 and <= 1))
        {
            return new Refusal("known-share", "The share of known recipients is 0 to 1.", "known-share");
        }

        return rules.ExpiresAfter < Shortest || rules.ExpiresAfter > Longest
            ? new Refusal("expires", "An approval holds for 1 minute to 30 days.", "expires")
            : null;
    }
}
