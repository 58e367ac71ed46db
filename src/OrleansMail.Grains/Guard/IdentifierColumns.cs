namespace OrleansMail.Guard;

/// <summary>
/// Learns which columns point at persons, from a sample of the first rows, and indexes their values: nearly all are
/// identifiers, and nearly all differ.
/// </summary>
internal sealed class IdentifierColumns(int columns)
{
    private const int SampleRows = 1_000;
    private const double MinIdentifiers = 0.9;
    private const double MinDistinct = 0.95;

    private readonly List<ulong?[]> _sample = [];
    private readonly IdentifierIndex _index = new();
    private int[]? _chosen;

    public IdentifierIndex Index
    {
        get
        {
            Choose();
            return _index;
        }
    }

    /// <summary>The column's values point at persons.</summary>
    public bool IsChosen(int column)
    {
        Choose();
        return _chosen!.Contains(column);
    }

    /// <summary>The value is the row's address, or stands in one of its columns that point at persons.</summary>
    public bool IsOf(in GuardRow row, ulong hash)
    {
        Choose();
        if (Identifier.OfAddress(row.Address) == hash)
        {
            return true;
        }

        foreach (var column in _chosen!)
        {
            if (column < row.Values.Length && Identifier.Of(row.Values[column]) == hash)
            {
                return true;
            }
        }

        return false;
    }

    public void Learn(in GuardRow row)
    {
        if (_chosen is null)
        {
            var hashes = new ulong?[columns + 1];
            hashes[columns] = Identifier.OfAddress(row.Address);
            for (var column = 0; column < Math.Min(columns, row.Values.Length); column++)
            {
                hashes[column] = Identifier.Of(row.Values[column]);
            }

            _sample.Add(hashes);
            if (_sample.Count == SampleRows)
            {
                Choose();
            }

            return;
        }

        var known = new RowHashes();
        known.Add(_index, Identifier.OfAddress(row.Address));
        foreach (var column in _chosen)
        {
            known.Add(_index, column < row.Values.Length ? Identifier.Of(row.Values[column]) : null);
        }
    }

    private void Choose()
    {
        if (_chosen is not null)
        {
            return;
        }

        _chosen = [.. Enumerable.Range(0, columns).Where(IsIdentifier)];
        foreach (var hashes in _sample)
        {
            var known = new RowHashes();
            known.Add(_index, hashes[columns]);
            foreach (var column in _chosen)
            {
                known.Add(_index, hashes[column]);
            }
        }

        _sample.Clear();
    }

    private bool IsIdentifier(int column)
    {
        var values = _sample.Select(hashes => hashes[column]).OfType<ulong>().ToArray();
        return values.Length > 0 && values.Length >= _sample.Count * MinIdentifiers
            && values.Distinct().Count() >= values.Length * MinDistinct;
    }

    /// <summary>One row's own values: the same value in two of its columns is still one row's.</summary>
    private struct RowHashes
    {
        private ulong _first;
        private ulong _second;
        private ulong _third;

        public void Add(IdentifierIndex index, ulong? hash)
        {
            if (hash is { } value && value != _first && value != _second && value != _third)
            {
                index.Add(value);
                (_first, _second, _third) = (value, _first, _second);
            }
        }
    }
}
