namespace OrleansMail.Guard;

/// <summary>
/// Nobody may read what belongs to another: the finished mail is searched for addresses, numbers and codes that only
/// another row has, and so are columns that repeat a number of their row. The recipient's own values and what the
/// template itself says are left out.
/// </summary>
public sealed class ForeignValuesRule : IGuardRule
{
    public string Name => "foreign-values";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign);
    }

    private sealed class Check(Tally tally, GuardCampaign campaign) : IGuardCheck
    {
        private readonly IdentifierColumns _columns = new(campaign.Columns.Count);
        private readonly string[] _sources = [.. campaign.Sources];
        private readonly Witnesses _witnesses = new(campaign.Columns);
        private readonly List<ulong> _own = [];

        public void Learn(in GuardRow row) => _columns.Learn(row);

        public void Row(in GuardRow row)
        {
            _witnesses.Row(row, _columns);
            RememberOwn(row);
        }

        public void Piece(in GuardRow row, string part, ReadOnlySpan<char> piece)
        {
            var index = _columns.Index;
            var scan = new IdentifierScan(piece);
            while (scan.Next())
            {
                if (index.IsUnique(scan.Hash) && !_own.Contains(scan.Hash) && !IsTemplate(piece[scan.Found]))
                {
                    tally.Add(
                        GuardLevel.Block, "The mail holds a value that belongs to another recipient.", row.Place, part);
                }
            }
        }

        public IEnumerable<GuardFinding> Findings()
        {
            if (_columns.Index.LeftOut > 0)
            {
                tally.Add(
                    GuardLevel.Warn, "The audience has more identifying values than can be compared.",
                    count: _columns.Index.LeftOut);
            }

            _witnesses.AddTo(tally);
            return tally.Findings();
        }

        private void RememberOwn(in GuardRow row)
        {
            _own.Clear();
            Remember(Identifier.OfAddress(row.Address));
            foreach (var value in row.Values)
            {
                Remember(Identifier.Of(value));

                // A value can be a sentence that holds the identifier.
                var scan = new IdentifierScan(value);
                while (scan.Next())
                {
                    Remember(scan.Hash);
                }
            }
        }

        private void Remember(ulong? hash)
        {
            if (hash is { } own)
            {
                _own.Add(own);
            }
        }

        private bool IsTemplate(ReadOnlySpan<char> found)
        {
            foreach (var source in _sources)
            {
                if (source.AsSpan().Contains(found, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
