using System.Globalization;
using System.Runtime.InteropServices;
using OrleansMail.Measures;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary>Holds the ledger against the sink's log, recipient by recipient; a few octets for each.</summary>
internal sealed class RunLedger(int campaigns, bool sinkHasLog)
{
    private const int Told = 5;

    private readonly Dictionary<string, int> _index = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _addresses = [];
    private readonly List<Row> _rows = [];
    private readonly Dictionary<string, SiteOutcomes> _sites = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _strangers = [];
    private long _strange;

    /// <summary>Deliveries by second, for each campaign.</summary>
    public SecondCounts[] Delivered { get; } = [.. Enumerable.Range(0, campaigns).Select(_ => new SecondCounts())];

    public Dictionary<string, long> Outcomes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<SiteOutcomes> Sites => _sites.Values;

    /// <summary>From the start to the last delivery.</summary>
    public TimeSpan LastDelivery { get; private set; }

    /// <summary>From the start to the first delivery, as the ledger has it.</summary>
    public TimeSpan? FirstDelivery { get; private set; }

    public long DeliveredCount => Outcomes.GetValueOrDefault(OutcomeLine.Delivered);

    /// <summary>Takes the audience of one campaign; an address that comes twice in it counts once.</summary>
    public void Expect(IEnumerable<string> addresses)
    {
        var seen = new HashSet<int>();
        foreach (var address in addresses)
        {
            var index = IndexOf(address);
            if (!seen.Add(index))
            {
                continue;
            }

            CollectionsMarshal.AsSpan(_rows)[index].Expected++;
            SiteOf(address).Recipients++;
        }
    }

    public void AddOutcome(OutcomeLine line, int campaign, DateTimeOffset started)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(Outcomes, line.Outcome, out _)++;
        if (!_index.TryGetValue(line.Recipient, out var index))
        {
            Strange(line.Recipient);
            return;
        }

        ref var row = ref CollectionsMarshal.AsSpan(_rows)[index];
        row.Final += line.IsFinal ? 1 : 0;
        row.Delivered += line.Outcome == OutcomeLine.Delivered ? 1 : 0;
        row.Unknown += line.Outcome == OutcomeLine.InDoubt ? 1 : 0;
        var site = SiteOf(line.Recipient);
        CollectionsMarshal.GetValueRefOrAddDefault(site.Counts, line.Outcome, out _)++;
        if (line.Outcome == OutcomeLine.Delivered && line.At is { } at)
        {
            var since = at - started;
            Delivered[campaign].Add(since);
            site.Last = since > site.Last ? since : site.Last;
            LastDelivery = since > LastDelivery ? since : LastDelivery;
            FirstDelivery = FirstDelivery is { } first && first < since ? first : since;
        }
    }

    public void AddAccepted(string address)
    {
        if (_index.TryGetValue(address, out var index))
        {
            CollectionsMarshal.AsSpan(_rows)[index].Accepted++;
        }
        else
        {
            Strange(address);
        }
    }

    /// <summary>Each broken promise in words; none if everybody has one final outcome and the sink agrees.</summary>
    public IReadOnlyList<string> Breaches()
    {
        var breaches = new List<string>();
        Tell(breaches, "without exactly one final outcome", row => row.Final != row.Expected);
        if (sinkHasLog)
        {
            Tell(breaches, "accepted by the sink more often than the ledger says",
                row => row.Accepted > row.Delivered + row.Unknown);
            Tell(breaches, "Delivered but never accepted by the sink", row => row.Accepted < row.Delivered);
        }

        if (_strange > 0)
        {
            breaches.Add(Sentence(_strange, "that are in no audience", _strangers));
        }

        return breaches;
    }

    private void Tell(List<string> breaches, string what, Func<Row, bool> isBroken)
    {
        var count = 0;
        var such = new List<string>();
        for (var index = 0; index < _rows.Count; index++)
        {
            if (isBroken(_rows[index]))
            {
                count++;
                if (such.Count < Told)
                {
                    such.Add(_addresses[index]);
                }
            }
        }

        if (count > 0)
        {
            breaches.Add(Sentence(count, what, such));
        }
    }

    private static string Sentence(long count, string what, IEnumerable<string> such) => string.Create(
        CultureInfo.InvariantCulture, $"{count} recipients {what}, such as {string.Join(", ", such)}");

    private void Strange(string address)
    {
        _strange++;
        if (_strangers.Count < Told)
        {
            _strangers.Add(address);
        }
    }

    private int IndexOf(string address)
    {
        if (!_index.TryGetValue(address, out var index))
        {
            index = _rows.Count;
            _index.Add(address, index);
            _addresses.Add(address);
            _rows.Add(default);
        }

        return index;
    }

    private SiteOutcomes SiteOf(string address)
    {
        var domain = address.AsSpan(address.LastIndexOf('@') + 1);
        var sites = _sites.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!sites.TryGetValue(domain, out var site))
        {
            site = new SiteOutcomes(domain.ToString());
            _sites.Add(site.Site, site);
        }

        return site;
    }

    private struct Row
    {
        public int Expected;
        public int Final;
        public int Delivered;
        public int Unknown;
        public int Accepted;
    }
}
