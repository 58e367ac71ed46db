using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>What is said to a caller who lacks a right: which one, which roles have it, and what to do.</summary>
internal static class RightRefusal
{
    /// <param name="domain">The sending domain; <see cref="Grant.Everywhere"/> for all, null for any.</param>
    public static Refusal Of(string right, string? domain, Caller caller)
    {
        var where = domain switch
        {
            null => "any sending domain",
            Grant.Everywhere => "all sending domains",
            _ => domain,
        };
        string[] roles = [.. Role.Names.Where(role => Role.RightsOf(role)!.Contains(right, StringComparer.Ordinal))];
        var has = roles.Length switch
        {
            0 => "which no role has",
            1 => $"which the role {roles[0]} has",
            _ => $"which the roles {string.Join(", ", roles)} have",
        };
        return new Refusal(
            "not-allowed", $"This takes the right {right} for {where}, {has}{Elsewhere(right, caller)}; {Then(right, domain, roles, caller)}");
    }

    // In a hurry it helps to know what may be stopped instead.
    private static string Elsewhere(string right, Caller caller)
    {
        string[] domains = [.. caller.Grants.Where(grant => grant.Right == right).Select(grant => grant.Domain).Distinct(StringComparer.Ordinal)];
        return domains.Length == 0 ? "" : $" (you have it for {string.Join(", ", domains)})";
    }

    private static string Then(string right, string? domain, string[] roles, Caller caller) => caller.Kind switch
    {
        CallerKind.Service when GrantRules.IsNeverOfKeys(right) => "an API key never has it: a person signs in and does this.",
        CallerKind.Service => "an API key with it is made by somebody with key.manage: `orleansmail key add`.",
        CallerKind.Emergency => "this account was sealed without it: somebody who can sign in does this.",
        _ => ThenPerson(right, domain, roles, caller),
    };

    private static bool IsOf(Wish wish, string right, string? domain) =>
        (domain is null || wish.Domain == Grant.Everywhere || wish.Domain == domain)
        && wish.Rights().Contains(right, StringComparer.Ordinal);

    private static string ThenPerson(string right, string? domain, string[] roles, Caller caller)
    {
        // Of a person without one no right counts but those of an author: another grant would not help.
        if (caller is { SecondFactorAt: null, Grants: [] })
        {
            return "but rights count with a second factor alone, and you have shown none: `orleansmail factor add`.";
        }

        if (Array.Find(caller.Away, wish => IsOf(wish, right, domain)) is { } away)
        {
            return $"your role {away.What} counts from certain addresses alone, and you call from another one: call from there. "
                + "Somebody with user.manage sees them with `orleansmail role list`.";
        }

        var what = roles.Length switch
        {
            0 => right,
            1 => roles[0],
            _ => "ROLE",
        };
        var scope = domain switch
        {
            null => "DOMAIN",
            Grant.Everywhere => "everywhere",
            _ => domain,
        };
        var day = right == Right.CampaignApprove ? " It counts a day later." : "";
        var factor = caller.SecondFactorAt is null
            ? " If you have it already: rights count with a second factor alone, `orleansmail factor add`."
            : "";
        return "somebody who has it does this, or somebody with user.manage grants it: "
            + $"`orleansmail user grant {caller.Name} {what}@{scope}`.{day}{factor}";
    }
}
