using System.Collections.Frozen;

namespace OrleansMail.Guard;

/// <summary>Which part of a domain names its owner. Second levels of a registry are known for the common ones only.</summary>
internal static class MailDomains
{
    private static readonly FrozenSet<string> Registries = FrozenSet.ToFrozenSet(
        [
            "co.jp", "ne.jp", "or.jp", "ac.jp", "go.jp", "ed.jp", "gr.jp", "lg.jp", "ad.jp", "co.uk", "org.uk", "ac.uk",
            "gov.uk", "com.au", "net.au", "org.au", "co.nz", "com.br", "com.cn", "com.tw", "com.hk", "com.sg", "co.kr",
            "or.kr", "co.in", "com.my", "co.th", "co.id", "com.ph", "com.vn", "com.mx", "co.za", "com.tr",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The registered name: <c>example.co.jp</c> for <c>mail.example.co.jp</c>.</summary>
    public static string OrganisationOf(string domain)
    {
        var labels = domain.TrimEnd('.').Split('.');
        if (labels.Length <= 2)
        {
            return domain.TrimEnd('.').ToLowerInvariant();
        }

        var taken = Registries.Contains($"{labels[^2]}.{labels[^1]}") ? 3 : 2;
        return string.Join('.', labels[^taken..]).ToLowerInvariant();
    }
}
