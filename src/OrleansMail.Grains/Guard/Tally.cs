namespace OrleansMail.Guard;

/// <summary>Counts the defects one rule finds; each kind is kept once, with its first row. At most 20 kinds.</summary>
internal sealed class Tally(string rule)
{
    public const int Most = 20;

    private const string Rest = "More defects of the same rule.";

    private readonly Dictionary<(GuardLevel Level, string Message, string? Field), (long? Row, long Count)> _kinds = [];

    public void Add(GuardLevel level, string message, long? row = null, string? field = null, long count = 1)
    {
        var key = (level, message, field);
        if (!_kinds.ContainsKey(key) && _kinds.Count >= Most - 3)
        {
            // The last places, one per level: what is left over is still counted and still blocks.
            key = (level, Rest, null);
        }

        var (first, before) = _kinds.GetValueOrDefault(key, (row, 0));
        _kinds[key] = (first, before + count);
    }

    public IEnumerable<GuardFinding> Findings() => _kinds
        .OrderByDescending(kind => kind.Key.Level)
        .ThenBy(kind => kind.Value.Row)
        .Select(kind => new GuardFinding(
            rule, kind.Key.Level, kind.Key.Message, kind.Value.Row, kind.Key.Field, kind.Value.Count));
}
