using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

/// <summary>Counts the recipients of an audience by domain; its memory is bounded.</summary>
internal sealed class DomainTally
{
    public const int MostListed = 50;
    public const int MostCounted = 20_000;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _others;

    /// <summary>Reads a whole audience, off the grain's turns.</summary>
    public static Task<AudienceDomains> OfAsync(IAudienceStore store, AudienceFacts facts) => Task.Run(async () =>
    {
        var tally = new DomainTally();
        for (var number = 0; number < facts.Chunks && !facts.IsStream; number++)
        {
            foreach (var row in (await store.LoadAsync(facts.Audience, number))?.Rows ?? [])
            {
                tally.Add(row.Address);
            }
        }

        return tally.Result();
    });

    public void Add(string address)
    {
        var domain = address.AsSpan(address.LastIndexOf('@') + 1);
        var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (counts.TryGetValue(domain, out var count) || _counts.Count < MostCounted)
        {
            counts[domain] = count + 1;
        }
        else
        {
            _others++;
        }
    }

    public AudienceDomains Result()
    {
        var sorted = _counts
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => new DomainCount(count.Key, count.Value))
            .ToList();
        var rest = sorted.Skip(MostListed).ToList();
        return new AudienceDomains(
            [.. sorted.Take(MostListed)],
            rest.Count + (_others > 0 ? 1 : 0),
            rest.Sum(count => count.Recipients) + _others);
    }
}
