namespace OrleansMail.Guard;

/// <summary>
/// Nobody may read what belongs to another: the finished mail is searched for addresses, numbers and codes that only
/// another row has. The recipient's own values and what the template itself says are left out.
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

        public void Learn(in GuardRow row) => _columns.Learn(row);

        public void Row(in GuardRow row)
        {
            Part(row, row.Subject, "Subject");
            Part(row, row.Text, "text");
            Part(row, row.Html, "html");
            foreach (var header in row.Headers ?? [])
            {
                Part(row, header, "header");
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

            return tally.Findings();
        }

        private void Part(in GuardRow row, string text, string part)
        {
            var index = _columns.Index;
            var scan = new IdentifierScan(text);
            while (scan.Next())
            {
                if (index.IsUnique(scan.Hash) && !IsOwn(row, scan.Hash) && !IsTemplate(text.AsSpan(scan.Found)))
                {
                    tally.Add(
                        GuardLevel.Block, "The mail holds a value that belongs to another recipient.", row.Place, part);
                }
            }
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
