namespace OrleansMail.Guard;

/// <summary>
/// Counts the defects one rule finds; each kind is kept once, with its first row. At most 20 kinds. A row that has the
/// same defect several times, one after the other, counts once.
/// </summary>
internal sealed class Tally(string rule)
{
    public const int Most = 20;

    private const string Rest = "More defects of the same rule.";

    private readonly Dictionary<(GuardLevel Level, string Message, string? Field), Kind> _kinds = [];

    public void Add(GuardLevel level, string message, long? row = null, string? field = null, long count = 1)
    {
        var key = (level, message, field);
        if (!_kinds.ContainsKey(key) && _kinds.Count >= Most - 3)
        {
            // The last places, one per level: what is left over is still counted and still blocks.
            key = (level, Rest, null);
        }

        if (!_kinds.TryGetValue(key, out var before))
        {
            _kinds[key] = new Kind(row, row, count);
        }
        else if (row is null || row != before.Last)
        {
            _kinds[key] = before with { Last = row, Count = before.Count + count };
        }
    }

    public IEnumerable<GuardFinding> Findings() => _kinds
        .OrderByDescending(kind => kind.Key.Level)
        .ThenBy(kind => kind.Value.First)
        .Select(kind => new GuardFinding(
            rule, kind.Key.Level, kind.Key.Message, kind.Value.First, kind.Key.Field, kind.Value.Count));

    private readonly record struct Kind(long? First, long? Last, long Count);
}
