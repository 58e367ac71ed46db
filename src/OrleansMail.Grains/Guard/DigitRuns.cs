using System.Buffers;

namespace OrleansMail.Guard;

/// <summary>Numbers in a text, digit by digit: blanks or dashes inside of a number are left out, full width is made plain.</summary>
internal ref struct DigitRuns(ReadOnlySpan<char> text)
{
    private const int Longest = 20;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789０１２３４５６７８９");

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    /// <summary>The digits of the number.</summary>
    public string Run { get; private set; } = "";

    /// <summary>It is written in groups, as cards are.</summary>
    public bool IsGrouped { get; private set; }

    /// <summary>Finds the next number of at least so many digits.</summary>
    public bool Next(int least)
    {
        Span<char> digits = stackalloc char[Longest];
        while (_at < _text.Length)
        {
            var step = _text[_at..].IndexOfAny(Digits);
            if (step < 0)
            {
                _at = _text.Length;
                return false;
            }

            var from = _at + step;
            var isWord = from > 0 && (char.IsAsciiLetterOrDigit(_text[from - 1]) || _text[from - 1] is '=' or '/' or '%' or '_');
            var count = Read(from, digits, out var groups);
            isWord |= _at < _text.Length && (char.IsAsciiLetter(_text[_at]) || _text[_at] is '_' or '=');
            if (!isWord && count >= least && count <= Longest)
            {
                Run = digits[..count].ToString();
                IsGrouped = groups > 2;
                return true;
            }
        }

        return false;
    }

    private int Read(int from, scoped Span<char> digits, out int groups)
    {
        var count = 0;
        groups = 1;
        _at = from;
        while (_at < _text.Length)
        {
            var c = Identifier.Narrow(_text[_at]);
            if (char.IsAsciiDigit(c))
            {
                if (count < Longest)
                {
                    digits[count] = c;
                }

                count++;
            }
            else if (c is '-' or ' ' && _at + 1 < _text.Length && char.IsAsciiDigit(Identifier.Narrow(_text[_at + 1])))
            {
                groups++;
            }
            else
            {
                break;
            }

            _at++;
        }

        return count;
    }
}
