using System.Buffers;

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
        "null", "(null)", "<null>", "undefined", "NaN", "nil", "none", "#N/A", "N/A", "#REF!", "#VALUE!", "#NAME?",
        "#DIV/0!", "#NULL!", "#NUM!", "(blank)", "1900/01/01", "1900/1/1", "1900-01-01", "1900/01/00", "1900/1/0",
        "1899-12-30", "1899/12/30", "0000-00-00", "0000/00/00", "1970-01-01", "1970/01/01", "1970/1/1", "0001-01-01",
        "0001/01/01", "1900年1月1日", "1900年01月01日", "[object Object]", "TRUE/FALSE",
    };

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \u3000\t");

    public string Name => "merge-fields";

    public IGuardCheck Begin(GuardCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return new Check(new Tally(Name), campaign);
    }

    private static bool MeansNothing(ReadOnlySpan<char> value)
    {
        var lookup = DefaultLike.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.Contains(value))
        {
            return true;
        }

        // Two columns joined, or a time behind the date: each word is looked at, or the first one that is a date.
        var at = value.IndexOfAny(Blanks);
        return at > 0 && lookup.Contains(value[..at])
            && (char.IsAsciiDigit(value[0]) || MeansNothing(value[at..].Trim()));
    }

    private sealed class Check : IGuardCheck
    {
        private readonly Tally _tally;
        private readonly string[] _columns;
        private readonly int[] _used;
        private readonly Gap[] _empty;
        private readonly Gap[] _default;
        private readonly Dictionary<string, Gap> _greetings = new(StringComparer.Ordinal);
        private long _rows;

        public Check(Tally tally, GuardCampaign campaign)
        {
            _tally = tally;
            _columns = [.. campaign.Columns];
            var needed = TemplateFields.Needed(campaign);
            _used = [.. Enumerable.Range(0, _columns.Length).Where(column => needed.Contains(_columns[column]))];
            _empty = new Gap[_columns.Length];
            _default = new Gap[_columns.Length];
            foreach (var name in campaign.Attachments.Where(name => TemplateFields.IsLeftIn(name)))
            {
                tally.Add(GuardLevel.Block, "A merge field is left in the name of an attachment.", field: "attachment");
            }
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

            foreach (var column in _used)
            {
                Value(row, column);
            }
        }

        public void Piece(in GuardRow row, string part, ReadOnlySpan<char> piece)
        {
            if (TemplateFields.IsLeftIn(piece))
            {
                _tally.Add(GuardLevel.Block, "A merge field is left in the finished mail.", row.Place, part);
            }

            if (TemplateFields.ShowsEncodedText(piece))
            {
                _tally.Add(GuardLevel.Block, "Percent-encoded Japanese stands where people read it.", row.Place, part);
            }

            if (part is not "header" && EmptyGreeting.IsIn(piece))
            {
                var gap = _greetings.GetValueOrDefault(part);
                gap.Count(row.Place);
                _greetings[part] = gap;
            }
        }

        public IEnumerable<GuardFinding> Findings()
        {
            foreach (var column in _used)
            {
                AddGap(_empty[column], _columns[column], "A value that the content uses is empty.");
                AddGap(
                    _default[column], _columns[column],
                    "A value that the content uses means a missing one, such as null.");
            }

            foreach (var (part, gap) in _greetings)
            {
                AddGap(gap, part, "A greeting has no name in it.");
            }

            return _tally.Findings();
        }

        private void Value(in GuardRow row, int column)
        {
            var value = column < row.Values.Length ? row.Values[column].AsSpan().Trim() : [];
            if (value.IsEmpty)
            {
                _empty[column].Count(row.Place);
            }
            else if (MeansNothing(value))
            {
                _default[column].Count(row.Place);
            }
        }

        private void AddGap(Gap gap, string field, string message)
        {
            if (gap.Rows > 0)
            {
                var level = gap.Rows > _rows * MaxEmptyShare ? GuardLevel.Block : GuardLevel.Warn;
                _tally.Add(level, message, gap.First, field, gap.Rows);
            }
        }
    }

    private struct Gap
    {
        private long _last;

        public long First { get; private set; }

        public long Rows { get; private set; }

        public void Count(long place)
        {
            if (Rows == 0 || place != _last)
            {
                First = Rows == 0 ? place : First;
                Rows++;
            }

            _last = place;
        }
    }
}
