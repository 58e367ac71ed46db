using System.Text.RegularExpressions;

namespace OrleansMail.Guard;

/// <summary>A personal link must differ from row to row: one that all rows share is one person's.</summary>
internal sealed partial class SharedLinks
{
    /// <summary>Fewer rows may well have the same link.</summary>
    private const int LeastRows = 10;

    private readonly IReadOnlyList<string> _columns;
    private readonly Link[] _links;
    private long _rows;

    public SharedLinks(IReadOnlyList<string> columns) => (_columns, _links) = (columns, new Link[columns.Count]);

    public void Learn(in GuardRow row)
    {
        _rows++;
        for (var column = 0; column < Math.Min(_links.Length, row.Values.Length); column++)
        {
            ref var link = ref _links[column];
            link.First ??= row.Values[column];
            link.AllSame = (_rows == 1 || link.AllSame) && row.Values[column] == link.First;
        }
    }

    public void AddTo(Tally tally)
    {
        for (var column = 0; column < _links.Length && _rows >= LeastRows; column++)
        {
            if (_links[column] is { AllSame: true, First: { } first } && Token().IsMatch(first))
            {
                tally.Add(
                    GuardLevel.Warn, "Every row has the same link with a token in it: whose is it?",
                    field: _columns[column], count: _rows);
            }
        }
    }

    // A link with a long run of letters and digits mixed, as tokens are.
    [GeneratedRegex(
        @"^https?://\S*[/=](?=[A-Za-z_-]*\d)(?=[\d_-]*[A-Za-z])[A-Za-z0-9_-]{16,}", RegexOptions.None,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Token();

    private struct Link
    {
        public string? First;
        public bool AllSame;
    }
}
