namespace OrleansMail.Guard;

/// <summary>
/// Columns that repeat a number of their row, such as a link with the member number in it. One whose numbers belong to
/// other rows tells that columns were moved apart, though every mail shows nothing but its own row.
/// </summary>
internal sealed class Witnesses(IReadOnlyList<string> columns)
{
    /// <summary>Share of rows above which it is the list that is wrong, not a few rows of it.</summary>
    private const double MaxShare = 0.02;

    private const int MaxRemembered = 4_096;

    private readonly Witness[] _witnesses = new Witness[columns.Count];
    private long _rows;

    public void Row(in GuardRow row, IdentifierColumns people)
    {
        _rows++;
        for (var column = 0; column < Math.Min(_witnesses.Length, row.Values.Length); column++)
        {
            if (_witnesses[column].IsRelation || people.IsChosen(column))
            {
                continue;
            }

            var scan = new IdentifierScan(row.Values[column]);
            while (scan.Next())
            {
                if (people.Index.IsUnique(scan.Hash) && !people.IsOf(row, scan.Hash))
                {
                    _witnesses[column].Count(row.Place, scan.Hash);
                }
            }
        }
    }

    public void AddTo(Tally tally)
    {
        for (var column = 0; column < _witnesses.Length; column++)
        {
            if (_witnesses[column] is { IsRelation: false, Foreign: > 0 } witness)
            {
                tally.Add(
                    witness.Foreign > _rows * MaxShare ? GuardLevel.Block : GuardLevel.Warn,
                    "The value holds a number that another row has: the columns do not belong together.",
                    witness.First, columns[column], witness.Foreign);
            }
        }
    }

    private struct Witness
    {
        private HashSet<ulong>? _seen;

        public long Foreign { get; private set; }

        public long? First { get; private set; }

        /// <summary>Several rows name the same other person: a manager or a friend, which is no mistake.</summary>
        public bool IsRelation { get; private set; }

        public void Count(long place, ulong hash)
        {
            Foreign++;
            First ??= place;
            _seen ??= [];
            IsRelation = _seen.Contains(hash) || (_seen.Count < MaxRemembered && !_seen.Add(hash));
        }
    }
}
