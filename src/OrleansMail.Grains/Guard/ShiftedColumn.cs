namespace OrleansMail.Guard;

/// <summary>
/// Watches one column for values that fit the neighbour's address better than their own. It looks at windows of rows,
/// because a shift often begins in the middle of a file, and at the whole, where names are seldom part of addresses.
/// </summary>
internal sealed class ShiftedColumn(int column)
{
    private const int Window = 20;
    private const int SmallestWindow = 6;

    // For the whole: so many more fit the neighbour than the own row that no sorting by name explains it.
    private const int MinWhole = 30;
    private const double MinWholeShare = 0.1;
    private const int WholeFactor = 4;

    // Sorted apart: hardly any value fits its own address, but most addresses hold the name of some other row.
    private const int MinSample = 50;
    private const int SampleRows = 4_096;
    private const double MinForeignShare = 0.5;
    private const double MinDistinctShare = 0.5;
    private const double MinSortedShare = 0.98;

    // A column that has fitted nothing for so long holds no names.
    private const long GiveUpAfter = 5_000;

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);
    private Fits _window;
    private Fits _whole;
    private string? _value;
    private string _address = "";
    private long _learned;
    private long _up;
    private long _down;
    private long _sampleOwn;
    private long _sampleForeign;

    public int Column => column;

    public long Shifted { get; private set; }

    public long? First { get; private set; }

    public void Learn(in GuardRow row)
    {
        if (_learned < SampleRows && column < row.Values.Length)
        {
            _learned++;
            _distinct.Add(row.Values[column]);
            NameMatch.AddWords(row.Values[column], _words);
        }
    }

    public void Row(in GuardRow row)
    {
        if (column >= row.Values.Length || (_whole.Rows > GiveUpAfter && _whole is { Own: 0, Back: 0, Forth: 0 }))
        {
            return;
        }

        var value = row.Values[column];
        var own = NameMatch.Agrees(value, row.Address);
        _window.Rows++;
        _window.Own += own ? 1 : 0;
        if (_value is not null && !value.Equals(_value, StringComparison.OrdinalIgnoreCase))
        {
            _window.Back += !own && NameMatch.Agrees(_value, row.Address) ? 1 : 0;
            _window.Forth += !own && NameMatch.Agrees(value, _address) ? 1 : 0;
            _up += string.CompareOrdinal(_value, value) < 0 ? 1 : 0;
            _down += string.CompareOrdinal(_value, value) > 0 ? 1 : 0;
        }

        if (_whole.Rows + _window.Rows <= SampleRows)
        {
            _sampleOwn += own ? 1 : 0;
            _sampleForeign += !own && NameMatch.HoldsOneOf(row.Address, _words) ? 1 : 0;
        }

        (_value, _address) = (value, row.Address);
        if (_window.Rows == Window)
        {
            CloseWindow(row.Place - Window + 1);
        }
    }

    public void Close(long place)
    {
        if (_window.Rows >= SmallestWindow)
        {
            CloseWindow(place - _window.Rows + 1);
        }

        var best = Math.Max(_whole.Back, _whole.Forth);
        if (best >= MinWhole && best >= _whole.Rows * MinWholeShare && best > _whole.Own * WholeFactor)
        {
            Shifted = Math.Max(Shifted, best);
        }
    }

    /// <summary>The column looks sorted or shuffled apart from the addresses.</summary>
    public bool IsApart
    {
        get
        {
            var sample = Math.Min(_whole.Rows, SampleRows);
            return sample >= MinSample && _sampleForeign >= sample * MinForeignShare
                && _sampleForeign >= _sampleOwn * WholeFactor && _distinct.Count >= _learned * MinDistinctShare;
        }
    }

    public bool IsSorted => Math.Max(_up, _down) >= (_up + _down) * MinSortedShare;

    private void CloseWindow(long place)
    {
        var best = Math.Max(_window.Back, _window.Forth);
        if (best * 2 >= _window.Rows && best >= _window.Own * WholeFactor)
        {
            Shifted += _window.Rows;
            First ??= place;
        }

        _whole.Rows += _window.Rows;
        _whole.Own += _window.Own;
        _whole.Back += _window.Back;
        _whole.Forth += _window.Forth;
        _window = default;
    }

    private struct Fits
    {
        public long Rows;
        public long Own;
        public long Back;
        public long Forth;
    }
}
