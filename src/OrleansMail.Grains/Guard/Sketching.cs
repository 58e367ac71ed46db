namespace OrleansMail.Guard;

/// <summary>Makes the <see cref="GuardSketch"/> of a campaign while its rows are learned.</summary>
internal sealed class Sketching(GuardCampaign campaign)
{
    private const int Addresses = 512;
    private const int ValuesOfColumn = 256;
    private const int MaxColumns = 8;
    private const int MaxDomains = 1_000;

    // A column identifies people when nearly all of its first values are codes, and nearly all differ.
    private const int SampleRows = 500;
    private const double MinShare = 0.9;

    private readonly SketchHash _hash = new(campaign.SketchKey);
    private readonly LeastHashes _addresses = new(Addresses);
    private readonly Dictionary<ulong, ulong[]> _values = [];
    private readonly List<string[]> _sample = [];
    private readonly List<ulong> _sampleKeys = [];
    private HashSet<string>? _domains = new(StringComparer.Ordinal);
    private int[]? _columns;
    private LeastHashes[] _sets = [];
    private long _rows;
    private GuardSketch? _sketch;

    public GuardSketch Sketch => _sketch ??= Make();

    public void Learn(in GuardRow row)
    {
        _rows++;
        if (_domains?.Add(row.Domain) == true && _domains.Count > MaxDomains)
        {
            _domains = null;
        }

        if (_columns is null)
        {
            _sample.Add(row.Values);
            _sampleKeys.Add(row.Key);
            if (_sample.Count == SampleRows)
            {
                Choose();
            }
        }
        else
        {
            Keep(row.Key, row.Values);
        }
    }

    private void Choose()
    {
        _columns = [.. Enumerable.Range(0, campaign.Columns.Count).Where(Identifies).Take(MaxColumns)];
        _sets = [.. _columns.Select(_ => new LeastHashes(ValuesOfColumn))];
        for (var row = 0; row < _sample.Count; row++)
        {
            Keep(_sampleKeys[row], _sample[row]);
        }

        _sample.Clear();
        _sampleKeys.Clear();
    }

    private bool Identifies(int column)
    {
        var values = _sample.Where(values => column < values.Length)
            .Select(values => Identifier.Of(values[column])).OfType<ulong>().ToArray();
        return values.Length > 0 && values.Length >= _sample.Count * MinShare
            && values.Distinct().Count() >= values.Length * MinShare;
    }

    private void Keep(ulong key, string[] values)
    {
        if (key == 0)
        {
            return;
        }

        var hashes = _columns!.Length == 0 ? [] : new ulong[_columns.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = _columns[i] < values.Length ? HashOf(_columns[i], values[_columns[i]]) : 0;
            _sets[i].Add(hashes[i]);
        }

        if (_addresses.Wants(key))
        {
            _values[key] = hashes;
            if (_addresses.Add(key) is { } dropped)
            {
                _values.Remove(dropped);
            }
        }
    }

    // The name is that of the column wherever it stands.
    private ulong HashOf(int column, string value) =>
        _hash.Of(campaign.Columns[column], value.Trim());

    private FileSketch[] Files() =>
    [
        .. campaign.Files
            .Where(file => campaign.Attachments.Contains(file.Name, StringComparer.Ordinal))
            .Select(file => new FileSketch(
                _hash.Of("\0file", file.Name.ToLowerInvariant()),
                _hash.Of("\0stem", FileNames.StemOf(file.Name)),
                _hash.Of("\0octets", file.ContentHash))),
    ];

    private GuardSketch Make()
    {
        if (_columns is null)
        {
            Choose();
        }

        ulong[] addresses = [.. _addresses.Ascending];
        var pairs = _columns!.Select((column, i) => new ColumnSketch(
            campaign.Columns[column],
            Array.ConvertAll(addresses, address => (ushort)_values[address][i]),
            [.. _sets[i].Ascending]));
        return new GuardSketch(
            campaign.FromDomain, campaign.Class, campaign.Now, _rows, campaign.ContentHash, Shingles.Of(campaign),
            addresses, [.. pairs])
        {
            From = campaign.FromAddress.Length == 0
                ? 0
                : _hash.Of("\0from", campaign.FromAddress.ToLowerInvariant()),
            Files = Files(),
            Domains = _domains is null
                ? null
                : [.. _domains.Select(domain => _hash.OfDomain(domain)).Order()],
        };
    }
}
