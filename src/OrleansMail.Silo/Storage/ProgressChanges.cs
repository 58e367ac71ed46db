using OrleansMail.Outcomes;

namespace OrleansMail.Storage;

/// <summary>How the counts of outcomes change in the running transaction; written once, before it commits.</summary>
internal sealed class ProgressChanges
{
    private const string Count = """
        INSERT INTO progress(audience, kind, count) VALUES(?1, ?2, ?3)
        ON CONFLICT(audience, kind) DO UPDATE SET count = progress.count + ?3
        """;

    private readonly Dictionary<(long Audience, OutcomeKind Kind), long> _changes = [];

    public void Add(long audience, OutcomeKind kind, long by) =>
        _changes[(audience, kind)] = _changes.GetValueOrDefault((audience, kind)) + by;

    public void Write(StoreSession session)
    {
        // In one order: two silos that count the same audiences do not wait for each other.
        foreach (var ((audience, kind), by) in _changes.OrderBy(change => change.Key))
        {
            session[Count].Bind(1, audience).Bind(2, (long)kind).Bind(3, by).Run();
        }

        _changes.Clear();
    }

    /// <summary>The transaction was undone.</summary>
    public void Clear() => _changes.Clear();
}
