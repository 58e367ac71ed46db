using System.Collections.Frozen;

namespace OrleansMail.Guard;

/// <summary>Big mailbox domains, their common misspellings, and real domains that only look like one.</summary>
internal static class KnownDomains
{
    // Shorter names have too many honest neighbours one letter away.
    private const int MinLookAlikeLength = 8;

    private static readonly string[] Big =
    [
        "gmail.com", "yahoo.com", "yahoo.co.jp", "hotmail.com", "hotmail.co.jp", "outlook.com", "outlook.jp",
        "icloud.com", "live.jp", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "i.softbank.jp",
        "vodafone.ne.jp", "nifty.com", "biglobe.ne.jp", "proton.me", "protonmail.com", "googlemail.com",
        "comcast.net", "verizon.net",
    ];

    // Real, however near they are to a big one.
    private static readonly FrozenSet<string> Real = FrozenSet.ToFrozenSet(
        Big.Concat(
        [
            "ymail.com", "gmx.com", "mail.com", "email.com", "live.com", "msn.com", "me.com", "mac.com", "aol.com",
            "aol.jp", "au.com", "ocn.ne.jp", "so-net.ne.jp", "plala.or.jp", "dion.ne.jp", "infoweb.ne.jp",
            "ybb.ne.jp", "hotmail.fr", "hotmail.it", "hotmail.es", "hotmail.de", "hotmail.be", "outlook.fr",
            "outlook.de", "outlook.es", "yahoo.ca", "yahoo.fr", "yahoo.de", "yahoo.it", "yahoo.es", "yahoo.co.uk",
            "yahoo.co.in", "yahoo.com.br", "yahoo.com.au", "yahoo.com.tw", "hotmail.co.uk", "yahoo.co.kr",
            "yahoo.in", "nifty.ne.jp", "rakuten.jp", "rakuten.com", "rakuten.co.jp", "icloud.net",
            "mail.yahoo.co.jp", "softbank.jp", "disney.ne.jp", "jp-t.ne.jp", "t.vodafone.ne.jp",
        ]),
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Typos = Meant(
        ("gmail.com", "gmai.com gmial.com gmal.com gamil.com gmail.co gmail.cm gmail.con gmail.om gmail.comm "
            + "gmaill.com gmali.com gnail.com gmail.co.jp gmail.ne.jp gmail.jp gmeil.com g-mail.com "
            + "gmail.vom gmail.cpm gmil.com gmaol.com gmqil.com ggmail.com gmailc.om"),
        ("yahoo.co.jp", "yaho.co.jp yahooo.co.jp yahoo.ne.jp yhaoo.co.jp yafoo.co.jp yahoo.co.jo yahoo.cojp "
            + "yaoo.co.jp yahoo.or.jp"),
        ("yahoo.com", "yaho.com yahooo.com yahoo.con yhoo.com"),
        ("hotmail.com", "hotmai.com hotmial.com hotmal.com hotmail.con hotmil.com hotmaill.com"),
        ("hotmail.co.jp", "hotmail.ne.jp hotmai.co.jp hotmail.cojp"),
        ("outlook.com", "outlok.com outloook.com outlook.con otlook.com"),
        ("outlook.jp", "outlook.co.jp outlook.ne.jp"),
        ("icloud.com", "iclould.com icloud.con iclod.com icoud.com icloud.co.jp icloud.ne.jp"),
        ("docomo.ne.jp", "docomo.co.jp docomo.ne.jo dokomo.ne.jp docomo.jp docomo.or.jp docomo.nejp docom.ne.jp "
            + "docmo.ne.jp"),
        ("ezweb.ne.jp", "ezweb.co.jp ezwed.ne.jp ezweb.or.jp ezeb.ne.jp ezweb.jp"),
        ("au.com", "au.ne.jp"),
        ("softbank.ne.jp", "softbnk.ne.jp"),
        ("i.softbank.jp", "i.softbank.ne.jp isoftbank.jp i.sofbank.jp"),
        ("vodafone.ne.jp", "vodafone.co.jp"));

    private static readonly FrozenSet<string> NotPrivate =
        FrozenSet.ToFrozenSet(["rakuten.com", "rakuten.co.jp", "email.com", "disney.ne.jp"], StringComparer.Ordinal);

    // The ends that a hand leaves behind a name; none of them is a top-level domain of anybody's mailbox.
    private static readonly string[] WrongEnds =
        [".con", ".cmo", ".ocm", ".comm", ".cojp", ".co.jo", ".co.lp", ".ne.jo", ".nejp", ".ne.lp", ".jpn", ".jp.co", ".vom",
            ".xom", ".cpm", ".c0m", ".coom", ".nte", ".ner", ".og", ".orgg"];

    // Ends that are left too short or too long by the rest of the address's line.
    private static readonly FrozenSet<string> OneLetterEnds = FrozenSet.ToFrozenSet(
        [".j", ".c", ".n", ".o", ".jpp", ".jjp"], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Skeletons = Big
        .GroupBy(Confusables.SkeletonOf, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>Mailboxes that anybody can have: free mail, providers and carriers.</summary>
    public static bool IsPrivate(string domain) => Real.Contains(domain) && !NotPrivate.Contains(domain);

    /// <summary>The end of a domain that no registry has; null when nothing is wrong with it.</summary>
    public static string? WrongEndOf(string domain) =>
        Array.Find(WrongEnds, end => domain.EndsWith(end, StringComparison.Ordinal))
        ?? OneLetterEnds.FirstOrDefault(end => domain.EndsWith(end, StringComparison.Ordinal));

    /// <summary>A big domain that this one is made to be taken for; null when there is none.</summary>
    public static string? DisguiseOf(string domain) =>
        !Real.Contains(domain) && Skeletons.TryGetValue(Confusables.SkeletonOf(domain), out var big) ? big : null;

    public static string? TypoOf(string domain) => Typos.GetValueOrDefault(domain);

    public static string? LookAlikeOf(string domain)
    {
        if (domain.Length < MinLookAlikeLength || Real.Contains(domain) || ReservedNames.Has(domain))
        {
            return null;
        }

        return Array.Find(Big, big =>
            big.Length >= MinLookAlikeLength && Math.Abs(big.Length - domain.Length) <= 1
            && EditDistance.IsOne(big, domain));
    }

    private static FrozenDictionary<string, string> Meant(params (string Right, string Wrong)[] rows) => rows
        .SelectMany(row => row.Wrong.Split(' ').Select(wrong => (wrong, row.Right)))
        .ToFrozenDictionary(pair => pair.wrong, pair => pair.Right, StringComparer.Ordinal);
}
