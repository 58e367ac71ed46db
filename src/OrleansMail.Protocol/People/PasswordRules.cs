using System.Globalization;

namespace OrleansMail.People;

/// <summary>Says whether a password may be chosen, and if not, why and what to do (NIST SP 800-63B-4 §3.1.1.2).</summary>
/// <param name="breached">The operator's own list, or null.</param>
public sealed class PasswordRules(BreachedPasswords? breached = null)
{
    private const int ShortestWord = 3;
    private const int LeastBesideContext = 6;

    private static readonly string[] Product = ["orleansmail", "orleans", "mail"];

    /// <summary>The first rule that it breaks.</summary>
    /// <param name="password">As typed.</param>
    public PasswordFlaw Check(string password, PasswordContext context)
    {
        if (!PasswordText.TryPrepare(password, out var prepared))
        {
            return PasswordFlaw.TooLong;
        }

        if (PasswordText.Count(prepared) < context.Shortest)
        {
            return PasswordFlaw.TooShort;
        }

        var folded = prepared.ToLowerInvariant();
        if (CommonPasswords.Has(folded))
        {
            return PasswordFlaw.Common;
        }

        if (PasswordShape.Of(folded) is var shape and not PasswordFlaw.None)
        {
            return shape;
        }

        if (IsOfContext(folded, context))
        {
            return PasswordFlaw.Context;
        }

        return breached?.Has(prepared) == true ? PasswordFlaw.Breached : PasswordFlaw.None;
    }

    /// <summary>What is wrong and how to mend it, for people; never the password itself.</summary>
    public static string Explain(PasswordFlaw flaw, PasswordContext context) => flaw switch
    {
        PasswordFlaw.None => "the password is good",
        PasswordFlaw.TooShort => string.Create(
            CultureInfo.InvariantCulture,
            $"the password is too short: use {context.Shortest} characters or more, for example a few words in a row"),
        PasswordFlaw.TooLong => string.Create(
            CultureInfo.InvariantCulture,
            $"the password is too long or not valid text: use {PasswordText.Longest} characters at most"),
        PasswordFlaw.Common => "this password is one of the most common: choose words that nobody would expect together",
        PasswordFlaw.Breached => "this password was found in a breach of some site: choose one you never used before",
        PasswordFlaw.Context =>
            "the password is little more than your name, a mail domain or the product: choose other words",
        PasswordFlaw.Keyboard => "the password runs along the keyboard: choose words instead",
        PasswordFlaw.Sequence => "the password counts up or down: choose words instead",
        PasswordFlaw.Repeats => "the password repeats a few characters: a repeated part makes it no harder to guess",
    };

    private static bool IsOfContext(string folded, PasswordContext context)
    {
        var rest = folded;
        foreach (var word in context.Words.SelectMany(Parts).Concat(Product).OrderByDescending(word => word.Length))
        {
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        }

        return rest.Length < folded.Length && rest.Length < LeastBesideContext;
    }

    // A domain or a name of several parts is tried in whole and in parts.
    private static IEnumerable<string> Parts(string word)
    {
        var folded = word.ToLowerInvariant();
        return folded.Split(['.', '-', '_', '@', ' ']).Append(folded).Where(part => part.Length >= ShortestWord);
    }
}
