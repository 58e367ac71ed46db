using System.Buffers;
using System.Text.RegularExpressions;
using OrleansMail.Messages;

namespace OrleansMail.Guard;

/// <summary>
/// One part of a template as its fixed texts. In a finished mail they are found again, so that only what stands between
/// them, which the row's values made, is looked at. What cannot be matched counts as new: conditions and loops cost time,
/// never a finding.
/// </summary>
internal sealed partial class TemplateText
{
    // Shorter ones could be found inside a value, and are read again faster than they are searched.
    private const int MinLength = 16;

    // Words around a value belong to what a reader sees: a phrase, a greeting, the link that it stands in.
    private const int LeastContext = 24;
    private const int MostContext = 160;

    // More than a piece can take of a fixed text, so that two pieces never meet where some of it was left out.
    private const int KeptOfFixed = MostContext + 2;

    private readonly string[] _fixed;
    private readonly bool[] _seen;
    private readonly List<(int From, int To)> _pieces = [];
    private readonly List<(int From, int To)> _gaps = [];

    public TemplateText(string source)
    {
        _fixed = [.. Liquid().Split(source).Where(text => text.Length >= MinLength)];
        _seen = new bool[_fixed.Length];
    }

    /// <summary>The pieces of the text that was read last.</summary>
    public IReadOnlyList<(int From, int To)> Pieces => _pieces;

    /// <summary>Finds the pieces of a finished text.</summary>
    /// <returns>True when a fixed text was met for the first time.</returns>
    public bool Read(ReadOnlySpan<char> text)
    {
        _pieces.Clear();
        var bringsText = false;
        var done = 0;
        for (var i = 0; i < _fixed.Length; i++)
        {
            var step = IndexOf(text[done..], _fixed[i]);
            if (step < 0)
            {
                continue;
            }

            var at = done + step;
            done = at + _fixed[i].Length;
            if (_seen[i])
            {
                Add(text, at - step, at);
            }
            else
            {
                Add(text, at - step, done);
                (_seen[i], bringsText) = (true, true);
            }
        }

        Add(text, done, text.Length);
        return bringsText;
    }

    /// <summary>
    /// Finds the pieces of a text whose parts are known, without looking for them: they are as <see cref="Read"/> would
    /// find them, and are written into memory instead of the whole text.
    /// </summary>
    /// <returns>False when it has to be read: its parts are not known, or some of the template was not met yet.</returns>
    public bool TryReadParts(MergedText text, ArrayBufferWriter<char> into)
    {
        if (!text.HasKnownParts || _seen.Contains(false))
        {
            return false;
        }

        var start = into.WrittenCount;
        var gaps = Shorten(text, into);
        var written = into.WrittenSpan[start..];
        _pieces.Clear();
        foreach (var (from, to) in gaps)
        {
            Add(written, from, to);
        }

        for (var i = 0; i < _pieces.Count; i++)
        {
            _pieces[i] = (_pieces[i].From + start, _pieces[i].To + start);
        }

        return true;
    }

    /// <summary>Writes the text without what lies too deep in a fixed one to be in a piece; what lies between fixed ones.</summary>
    private List<(int From, int To)> Shorten(MergedText text, ArrayBufferWriter<char> into)
    {
        var start = into.WrittenCount;
        var done = 0;
        _gaps.Clear();
        for (var i = 0; i < text.Parts.Length; i++)
        {
            var part = text.Parts[i].AsSpan();
            var isFixed = text.IsFixed(i) && part.Length >= MinLength;
            if (isFixed)
            {
                _gaps.Add((done, into.WrittenCount - start));
            }

            if (isFixed && part.Length > 2 * KeptOfFixed)
            {
                into.Write(part[..KeptOfFixed]);
                part = part[^KeptOfFixed..];
            }

            into.Write(part);
            done = isFixed ? into.WrittenCount - start : done;
        }

        _gaps.Add((done, into.WrittenCount - start));
        return _gaps;
    }

    private static int IndexOf(ReadOnlySpan<char> text, string wanted) =>
        text.StartsWith(wanted) ? 0 : text.IndexOf(wanted);

    private void Add(ReadOnlySpan<char> text, int from, int to)
    {
        // Between two fixed texts there is a value even if it is empty; at the ends there may be none.
        if (from == to && (from == 0 || to == text.Length))
        {
            return;
        }

        from = Before(text, from);
        to = After(text, to);
        if (_pieces.Count > 0 && _pieces[^1].To >= from)
        {
            _pieces[^1] = (_pieces[^1].From, Math.Max(to, _pieces[^1].To));
        }
        else
        {
            _pieces.Add((from, to));
        }
    }

    private static int Before(ReadOnlySpan<char> text, int from)
    {
        var least = Math.Max(from - LeastContext, 0);
        var most = Math.Max(from - MostContext, 0);
        while (least > most && !IsEdge(text[least]))
        {
            least--;
        }

        return least;
    }

    private static int After(ReadOnlySpan<char> text, int to)
    {
        var least = Math.Min(to + LeastContext, text.Length);
        var most = Math.Min(to + MostContext, text.Length);
        while (least < most && !IsEdge(text[least]))
        {
            least++;
        }

        return Math.Min(least + 1, text.Length);
    }

    // A piece that ended inside a word or a link could make another one of it.
    private static bool IsEdge(char c) => char.IsWhiteSpace(c) || c is '<' or '>' or '"' or '\'';

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Liquid();
}
