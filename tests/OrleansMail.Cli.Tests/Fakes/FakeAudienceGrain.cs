using OrleansMail.Recipients;

namespace OrleansMail.Fakes;

/// <summary>An audience that refuses an address it has seen, and one at <c>bad.example</c>.</summary>
internal sealed class FakeAudienceGrain : Grain, IFakeAudienceGrain
{
    private readonly Dictionary<string, RecipientRow> _rows = new(StringComparer.OrdinalIgnoreCase);
    private string[] _columns = [];
    private RecipientRow[]? _committed;

    public Task<ImportAnswer> BeginAsync(Guid import, string[] columns)
    {
        _rows.Clear();
        _columns = columns;
        return Answer([]);
    }

    public Task<ImportAnswer> AppendAsync(Guid import, int chunk, RecipientRow[] rows)
    {
        var faults = new List<RowFault>();
        foreach (var row in rows)
        {
            if (row.Address.EndsWith("@bad.example", StringComparison.Ordinal))
            {
                faults.Add(new RowFault(row.Line, "the engine says no", Duplicate: false));
            }
            else if (!_rows.TryAdd(row.Address, row))
            {
                faults.Add(new RowFault(row.Line, $"the same as line {_rows[row.Address].Line}", Duplicate: true));
            }
        }

        return Answer([.. faults]);
    }

    public Task<ImportAnswer> CommitAsync(Guid import)
    {
        // Several chunks are on their way at a time; it is the real grain that puts them in order.
        _committed = [.. _rows.Values.OrderBy(row => row.Line)];
        return Answer([]);
    }

    public Task AbortAsync(Guid import)
    {
        _rows.Clear();
        return Task.CompletedTask;
    }

    public Task<RecipientRow[]?> CommittedAsync() => Task.FromResult(_committed);

    public Task<string[]> ColumnsAsync() => Task.FromResult(_columns);

    private Task<ImportAnswer> Answer(RowFault[] faults) =>
        Task.FromResult(new ImportAnswer(null, _rows.Count, faults));
}
