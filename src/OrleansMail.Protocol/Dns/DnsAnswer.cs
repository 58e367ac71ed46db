namespace OrleansMail.Dns;

/// <summary>A resolver's answer to one question.</summary>
/// <param name="Status">Whether anybody knows.</param>
/// <param name="Records">The answer section: the records of the kind and the aliases that led to them.</param>
/// <param name="NegativeTtl">How long "there is none" may be kept; null where unsaid. RFC 2308 §5.</param>
public sealed record DnsAnswer(DnsStatus Status, IReadOnlyList<DnsRecord> Records, TimeSpan? NegativeTtl = null)
{
    private const int MaxAliases = 8;

    public static DnsAnswer Failure { get; } = new(DnsStatus.Failed, []);

    /// <summary>Until when <see cref="DnsCache"/> gives this answer to others; past for one that it did not keep.</summary>
    public DateTimeOffset FreshUntil { get; init; }

    /// <summary>
    /// Where the aliases of this answer lead; the name itself without any, null where they go in a circle.
    /// </summary>
    public string? EndOfAliases(string name)
    {
        for (var step = 0; step <= MaxAliases; step++)
        {
            var alias = Records.FirstOrDefault(record => record.Kind == DnsKind.Cname && record.Name == name);
            if (alias is null)
            {
                return name;
            }

            name = alias.Target;
        }

        return null;
    }
}
