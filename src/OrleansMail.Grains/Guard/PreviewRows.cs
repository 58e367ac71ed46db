namespace OrleansMail.Guard;

/// <summary>
/// Chooses the rows whose mails an approver should see: some at random, the longest and the shortest, those with empty
/// values and those with findings. It remembers row numbers, never values.
/// </summary>
internal sealed class PreviewRows(GuardCampaign campaign)
{
    private const int RandomRows = 5;
    private const int FindingRows = 20;

    private readonly (ulong Rank, long Row)[] _random = new (ulong, long)[RandomRows];
    private readonly long[] _empty = new long[campaign.Columns.Count];
    private readonly int _name = NameColumn(campaign.Columns);

    // Of the audience alone, so that a repeated run shows the same rows.
    private readonly ulong _seed = StableHash.Of(campaign.AudienceHash, (ulong)campaign.AudienceSize);
    private Extreme _longestName;
    private Extreme _shortestName;
    private Extreme _longestMail;
    private Extreme _shortestMail;
    private long _rows;

    public void Row(in GuardRow row)
    {
        Draw(row);
        var length = row.Subject.Length + row.Text.Length + row.Html.Length;
        _longestMail.Keep(row.Place, length, _rows == 0 || length > _longestMail.Length);
        _shortestMail.Keep(row.Place, length, _rows == 0 || length < _shortestMail.Length);
        if (_name < row.Values.Length && row.Values[_name].AsSpan().Trim().Length is > 0 and var name)
        {
            _longestName.Keep(row.Place, name, name > _longestName.Length);
            _shortestName.Keep(row.Place, name, _shortestName.Length == 0 || name < _shortestName.Length);
        }

        for (var column = 0; column < Math.Min(_empty.Length, row.Values.Length); column++)
        {
            // One more than the place, so that 0 says that there was none.
            if (_empty[column] == 0 && string.IsNullOrWhiteSpace(row.Values[column]))
            {
                _empty[column] = row.Place + 1;
            }
        }

        _rows++;
    }

    public GuardPreview[] Choose(IReadOnlyList<GuardFinding> findings)
    {
        if (_rows == 0)
        {
            return [];
        }

        var reasons = findings
            .Where(finding => finding.Row is not null)
            .Take(FindingRows)
            .Select(finding => (Row: finding.Row!.Value, Reason: $"finding of {finding.Rule}"))
            .Concat(Extremes())
            .Concat(_random.Take((int)Math.Min(_rows, RandomRows)).Select(drawn => (drawn.Row, Reason: "at random")));
        return [.. reasons
            .GroupBy(reason => reason.Row)
            .OrderBy(row => row.Key)
            .Select(row => new GuardPreview(
                row.Key, string.Join(", ", row.Select(one => one.Reason).Distinct(StringComparer.Ordinal))))];
    }

    private IEnumerable<(long Row, string Reason)> Extremes()
    {
        yield return (_longestMail.Row, "longest mail");
        yield return (_shortestMail.Row, "shortest mail");
        if (_longestName.Length > 0)
        {
            yield return (_longestName.Row, "longest name");
            yield return (_shortestName.Row, "shortest name");
        }

        for (var column = 0; column < _empty.Length; column++)
        {
            if (_empty[column] > 0)
            {
                yield return (_empty[column] - 1, $"{campaign.Columns[column]} is empty");
            }
        }
    }

    // The rows with the least hashes: a sample that does not depend on what came before.
    private void Draw(in GuardRow row)
    {
        var rank = StableHash.Mix(_seed ^ StableHash.Mix((ulong)row.Row));
        if (_rows < RandomRows)
        {
            _random[_rows] = (rank, row.Place);
            Array.Sort(_random, 0, (int)_rows + 1);
        }
        else if (rank < _random[^1].Rank)
        {
            _random[^1] = (rank, row.Place);
            Array.Sort(_random);
        }
    }

    private static int NameColumn(IReadOnlyList<string> columns)
    {
        var found = Enumerable.Range(0, columns.Count).FirstOrDefault(column =>
            columns[column].Contains("name", StringComparison.OrdinalIgnoreCase)
            || columns[column].Contains('名', StringComparison.Ordinal), -1);
        return Math.Max(found, 0);
    }

    private struct Extreme
    {
        public long Row;
        public int Length;

        public void Keep(long row, int length, bool better)
        {
            if (better)
            {
                (Row, Length) = (row, length);
            }
        }
    }
}
