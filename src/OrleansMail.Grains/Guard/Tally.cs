using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansMail.Guard;

/// <summary>
/// Counts the defects one rule finds; each kind is kept once, with its first row. At most 20 kinds. A row that has the
/// same defect several times, one after the other, counts once.
/// </summary>
internal sealed class Tally(string rule)
{
    public const int Most = 20;

    // The last places, one per level: what is left over is still counted and still blocks.
    private const int PlacesForRest = 3;

    private const string Rest = "More defects of the same rule.";

    private readonly Dictionary<(GuardLevel Level, string Message, string? Field), Kind> _kinds = [];

    public void Add(GuardLevel level, string message, long? row = null, string? field = null, long count = 1)
    {
        if (TryCount((level, message, field), row, count))
        {
            return;
        }

        if (_kinds.Count < Most - PlacesForRest)
        {
            _kinds.Add((level, message, field), new Kind(row, row, count));
        }
        else if (!TryCount((level, Rest, null), row, count))
        {
            _kinds.Add((level, Rest, null), new Kind(row, row, count));
        }
    }

    public IEnumerable<GuardFinding> Findings() => _kinds
        .OrderByDescending(kind => kind.Key.Level)
        .ThenBy(kind => kind.Value.First)
        .Select(kind => new GuardFinding(
            rule, kind.Key.Level, kind.Key.Message, kind.Value.First, kind.Key.Field, kind.Value.Count));

    // What every row of an audience has is counted a million times: the kind is looked up once.
    private bool TryCount((GuardLevel Level, string Message, string? Field) key, long? row, long count)
    {
        ref var kind = ref CollectionsMarshal.GetValueRefOrNullRef(_kinds, key);
        if (Unsafe.IsNullRef(ref kind))
        {
            return false;
        }

        if (row is null || row != kind.Last)
        {
            kind = kind with { Last = row, Count = kind.Count + count };
        }

        return true;
    }

    private readonly record struct Kind(long? First, long? Last, long Count);
}
