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
            0 => ", which no role has",
            1 => $", which the role {roles[0]} has",
            _ => $", which the roles {string.Join(", ", roles)} have",
        };

        // Of a person without one no right counts but those of an author: another grant would not help.
        var factor = caller is { Kind: CallerKind.Person, SecondFactorAt: null }
            ? " If you have it already: rights count with a second factor alone, `orleansmail factor add`."
            : "";
        return new Refusal(
            "not-allowed",
            $"This takes the right {right} for {where}{has}; somebody with user.manage grants it: `orleansmail user grant`.{factor}");
    }
}
