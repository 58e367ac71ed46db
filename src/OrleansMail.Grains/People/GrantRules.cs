using OrleansMail.Addresses;
using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>Who may give which right to whom, and take it.</summary>
internal static class GrantRules
{
    private static readonly string[] NeverOfKeys = [Right.CampaignApprove, Right.UserManage, Right.KeyManage];

    /// <summary>Is it a right that takes a person?</summary>
    public static bool IsNeverOfKeys(string right) => NeverOfKeys.Contains(right);

    /// <summary>Why a right may not be given or taken; null if it may.</summary>
    /// <param name="granter">Who gives.</param>
    /// <param name="own">What counts of the granter's own rights.</param>
    /// <param name="target">Who gets: a user name, or null for an API key.</param>
    /// <param name="isGiven">Given; else taken, which nobody needs the right itself for.</param>
    public static Refusal? Check(
        Caller granter, IReadOnlyList<Grant> own, string? target, Wish wish, bool isGiven)
    {
        if (Unknown(wish) is { } unknown)
        {
            return unknown;
        }

        if (target is null && wish.Rights().FirstOrDefault(right => NeverOfKeys.Contains(right)) is { } forbidden)
        {
            return new Refusal(
                "right", $"an API key never holds {forbidden}: that takes a person; leave it out of {wish}", "grant");
        }

        if (granter.Kind == CallerKind.Engine)
        {
            return null;
        }

        if (granter.Name == target)
        {
            return new Refusal(
                "same-person", "nobody changes their own rights: ask another administrator", "grant");
        }

        var manage = target is null ? Right.KeyManage : Right.UserManage;
        if (!Holds(own, manage, wish.Domain))
        {
            return new Refusal(
                "right", $"that takes {manage} for {wish}: ask an administrator of all domains", "grant");
        }

        // An administrator of everything looks after rights without having them; all others pass on what they have.
        return !isGiven
            || Holds(own, manage, Grant.Everywhere)
            || wish.Rights().FirstOrDefault(right => !Holds(own, right, wish.Domain)) is not { } missing
                ? null
                : new Refusal(
                    "right", $"{missing} is none of your own rights there: ask an administrator of all domains", "grant");
    }

    private static Refusal? Unknown(Wish wish)
    {
        if (wish.Rights().Count == 0)
        {
            return new Refusal(
                "right",
                $"'{wish.What}' is no right and no role; roles are {string.Join(", ", Role.Names)}",
                "grant");
        }

        return wish.Domain == Grant.Everywhere
            || (DomainName.TryParse(wish.Domain, out var name, out _) && name == wish.Domain)
                ? null
                : new Refusal("domain", $"'{wish.Domain}' is no domain in lower-case A-labels", "grant");
    }

    private static bool Holds(IReadOnlyList<Grant> own, string right, string domain) =>
        own.Any(grant => grant.Covers(right, domain));
}
