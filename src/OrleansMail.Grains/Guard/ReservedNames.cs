namespace OrleansMail.Guard;

/// <summary>
/// Names that belong to nobody (RFC 2606, RFC 6761 §6): for documents and trials, never for real mail.
/// </summary>
internal static class ReservedNames
{
    private static readonly string[] Suffixes = [".test", ".example", ".invalid"];

    private static readonly string[] Domains =
        ["example.com", "example.net", "example.org", "example.jp", "example.co.jp", "example.ne.jp"];

    public static bool Has(ReadOnlySpan<char> name)
    {
        foreach (var suffix in Suffixes)
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var domain in Domains)
        {
            if (name.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
                && (name.Length == domain.Length || name[^(domain.Length + 1)] == '.'))
            {
                return true;
            }
        }

        return false;
    }
}
