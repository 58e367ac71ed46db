namespace OrleansMail.Replay;

/// <summary>Which site behaves how: drawn once, by the seed.</summary>
internal static class SiteRoles
{
    public static Dictionary<string, SiteRole> Draw(IEnumerable<string> sites, ReceiverOptions options, int seed)
    {
        var order = sites.Order(StringComparer.Ordinal).ToArray();

        // A trial that can be repeated, not a secret.
        new Random(seed).Shuffle(order);
        var slow = Count(options.SlowShare);
        var deferring = slow + Count(options.DeferShare);
        var dead = deferring + Count(options.DeadShare);
        var hanging = dead + Count(options.HangShare);
        return order.Select((site, index) => (site, Role: RoleAt(index))).ToDictionary(
            pair => pair.site, pair => pair.Role, StringComparer.OrdinalIgnoreCase);

        int Count(double share) => (int)Math.Round(share * order.Length);

        SiteRole RoleAt(int index) => index < slow ? SiteRole.Slow
            : index < deferring ? SiteRole.Deferring
            : index < dead ? SiteRole.Dead
            : index < hanging ? SiteRole.Hanging
            : SiteRole.Fast;
    }
}
