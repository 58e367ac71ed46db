namespace OrleansMail.Guard;

/// <summary>
/// No recipient may read a merge field that stayed a field, or the trace of a value that was not there.
/// </summary>
public sealed class MergeFieldsRule : IGuardRule
{
    /// <summary>Share of rows with an empty value above which it is no exception but a mistake.</summary>
    private const double MaxEmptyShare = 0.005;

    private static readonly HashSet<string> DefaultLike = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "(null)", "undefined", "NaN", "nil", "none", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!",
        "1900/01/01", "1900/1/1", "1900-01-01", "0000-00-00", "0000/00/00", "1970-01-01", "1970/01/01", "0001-01-01",
        "[object Object]", "TRUE/FALSE",
    };

    public string Name => "merge-fields";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign);
    }

    private sealed class Check : IGuardCheck
    {
        private readonly Tally _tally;
        private readonly string[] _columns;
        private readonly int[] _used;
        private readonly Gap[] _empty;
        private readonly Gap[] _default;
        private long _rows;

        public Check(Tally tally, GuardCampaign campaign)
        {
            _tally = tally;
            _columns = [.. campaign.Columns];
            var needed = TemplateFields.Needed(campaign);
            _used = [.. Enumerable.Range(0, _columns.Length).Where(column => needed.Contains(_columns[column]))];
            _empty = new Gap[_columns.Length];
            _default = new Gap[_columns.Length];
        }

        public void Row(in GuardRow row)
        {
            _rows++;
            if (row.FaultField is { } field)
            {
                _tally.Add(
                    GuardLevel.Block, $"A merge field cannot be resolved: {row.FaultReason ?? "no reason given"}.",
                    row.Place, field);
            }

            Leftover(row, row.Subject, "Subject");
            Leftover(row, row.Text, "text");
            Leftover(row, row.Html, "html");
            foreach (var header in row.Headers ?? [])
            {
                Leftover(row, header, "header");
            }

            foreach (var column in _used)
            {
                Value(row, column);
            }
        }

        public IEnumerable<GuardFinding> Findings()
        {
            foreach (var column in _used)
            {
                AddGap(_empty[column], column, "A value that the content uses is empty.");
                AddGap(_default[column], column, "A value that the content uses means a missing one, such as null.");
            }

            return _tally.Findings();
        }

        private void Leftover(in GuardRow row, string text, string part)
        {
            if (TemplateFields.IsLeftIn(text))
            {
                _tally.Add(GuardLevel.Block, "A merge field is left in the finished mail.", row.Place, part);
            }
        }

        private void Value(in GuardRow row, int column)
        {
            var value = column < row.Values.Length ? row.Values[column].AsSpan().Trim() : [];
            if (value.IsEmpty)
            {
                _empty[column].Count(row.Place);
            }
            else if (DefaultLike.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value))
            {
                _default[column].Count(row.Place);
            }
        }

        private void AddGap(Gap gap, int column, string message)
        {
            if (gap.Rows > 0)
            {
                var level = gap.Rows > _rows * MaxEmptyShare ? GuardLevel.Block : GuardLevel.Warn;
                _tally.Add(level, message, gap.First, _columns[column], gap.Rows);
            }
        }
    }

    private struct Gap
    {
        public long First { get; private set; }

        public long Rows { get; private set; }

        public void Count(long place)
        {
            First = Rows == 0 ? place : First;
            Rows++;
        }
    }
}
