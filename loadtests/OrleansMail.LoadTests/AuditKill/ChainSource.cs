namespace OrleansMail.AuditKill;

/// <summary>Makes chains of every kind in turn, each on a subject of its own.</summary>
internal sealed class ChainSource(Cast cast, TimeProvider clock)
{
    /// <summary>The methods whose entries and effects are compared: those that the chains call and whose effect can be seen.</summary>
    public static IReadOnlySet<string> Methods { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "User.Create", "User.Grant", "User.Revoke", "User.Allow", "User.Disable",
        "ApiKey.Create", "ApiKey.Rotate", "ApiKey.Revoke",
        "EgressIp.Add", "EgressIp.Pause",
        "Stop.Stop", "Stop.Lift",
        "ApprovalRules.Set",
        "Suppression.Add", "Suppression.Remove",
        "Audience.Commit",
        "Campaign.Draft", "Campaign.Check", "Campaign.Submit", "Campaign.Approve", "Campaign.Start", "Campaign.Pause",
        "Campaign.Cancel", "CampaignReview.Accept", "CampaignReview.Confirm",
    };

    private const int Kinds = 7;

    private int _last;

    public ActionChain Next()
    {
        var number = Interlocked.Increment(ref _last);
        return (number % Kinds) switch
        {
            0 => new UserChain(cast, number),
            1 => new KeyChain(cast, number, clock.GetUtcNow()),
            2 => new AddressChain(cast, number),
            3 => new StopChain(cast, number),
            4 => new RulesChain(cast, number),
            5 => new SuppressionChain(cast, number, clock.GetUtcNow()),
            _ => new CampaignChain(cast, number),
        };
    }
}
