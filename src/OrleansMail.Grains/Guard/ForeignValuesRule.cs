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

        public void Learn(in GuardRow row) => _columns.Learn(row);

        public void Row(in GuardRow row) => _witnesses.Row(row, _columns);

        public void Piece(in GuardRow row, string part, ReadOnlySpan<char> piece)
        {
            var index = _columns.Index;
            var scan = new IdentifierScan(piece);
            while (scan.Next())
            {
                if (index.IsUnique(scan.Hash) && !IsOwn(row, scan.Hash) && !IsTemplate(piece[scan.Found]))
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

        private static bool IsOwn(in GuardRow row, ulong hash)
        {
            if (Identifier.OfAddress(row.Address) == hash)
            {
                return true;
            }

            foreach (var value in row.Values)
            {
                // A value can be a sentence that holds the identifier.
                var scan = new IdentifierScan(value);
                while (scan.Next())
                {
                    if (scan.Hash == hash)
                    {
                        return true;
                    }
                }

                if (Identifier.Of(value) == hash)
                {
                    return true;
                }
            }

            return false;
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
