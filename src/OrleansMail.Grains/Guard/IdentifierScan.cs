using System.Buffers;

namespace OrleansMail.Guard;

/// <summary>Finds what may be identifiers in a text: around each <c>@</c>, and runs of letters and digits.</summary>
internal ref struct IdentifierScan(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> Starts = SearchValues.Create("0123456789０１２３４５６７８９@%");

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;
    private int _segment;
    private int _segmentsEnd;

    /// <summary>Where the current find stands in the text.</summary>
    public Range Found { get; private set; }

    public ulong Hash { get; private set; }

    public bool Next()
    {
        if (_segment < _segmentsEnd && NextSegment())
        {
            return true;
        }

        while (_at < _text.Length)
        {
            var step = _text[_at..].IndexOfAny(Starts);
            if (step < 0)
            {
                _at = _text.Length;
                return false;
            }

            var sign = _at + step;
            if (_text[sign] is '@' or '%' ? IsAddress(sign) : IsCode(sign))
            {
                return true;
            }

            if (_segment < _segmentsEnd && NextSegment())
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAddress(int sign)
    {
        // In a link the sign is written %40.
        var width = _text[sign] == '@' ? 1 : _text[sign..].StartsWith("%40") ? 3 : 0;
        _at = sign + Math.Max(width, 1);
        if (width == 0)
        {
            return false;
        }

        var from = sign;
        while (from > 0 && IsLocal(_text[from - 1]))
        {
            from--;
        }

        var to = sign + width;
        while (to < _text.Length && (char.IsAsciiLetterOrDigit(_text[to]) || _text[to] is '.' or '-'))
        {
            to++;
        }

        while (to > sign && _text[to - 1] is '.' or '-')
        {
            to--;
        }

        _at = Math.Max(_at, to);
        var found = width == 1
            ? Identifier.OfAddress(_text[from..to])
            : Identifier.OfAddress(string.Concat(_text[from..sign], "@", _text[(sign + width)..to]));
        return Keep(found, from, to);
    }

    private bool IsCode(int digit)
    {
        var from = digit;
        while (from > 0 && IsPart(_text[from - 1]))
        {
            from--;
        }

        var to = digit + 1;
        while (to < _text.Length && IsPart(_text[to]))
        {
            to++;
        }

        _at = to;

        // The local part of an address is read with its address.
        if (to < _text.Length && (_text[to] == '@' || _text[to..].StartsWith("%40")))
        {
            return false;
        }

        // A number may stand between dashes that are no part of it: each piece is looked at too.
        (_segment, _segmentsEnd) = _text[from..to].ContainsAny('-', '_') ? (from, to) : (to, to);
        return Keep(Identifier.OfCode(_text[from..to]), from, to);
    }

    private bool NextSegment()
    {
        while (_segment < _segmentsEnd)
        {
            var from = _segment;
            var length = _text[from.._segmentsEnd].IndexOfAny('-', '_');
            var to = length < 0 ? _segmentsEnd : from + length;
            _segment = to + 1;
            if (Keep(Identifier.OfCode(_text[from..to]), from, to))
            {
                return true;
            }
        }

        return false;
    }

    private bool Keep(ulong? hash, int from, int to)
    {
        Hash = hash ?? 0;
        Found = from..to;
        return hash is not null;
    }

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+';

    private static bool IsPart(char c) =>
        char.IsAsciiLetterOrDigit(c) || Identifier.IsSeparator(c)
        || (c > '\u007F' && char.IsAsciiLetterOrDigit(Identifier.Narrow(c)));
}
