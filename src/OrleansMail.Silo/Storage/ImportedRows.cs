using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Rows of an import that come into the table later, many at a time.</summary>
internal sealed class ImportedRows : IKnownRows
{
    private readonly ImportIndex _index;
    private readonly IKnownRows _written;
    private readonly List<UInt128> _added = [];

    /// <param name="written">The rows that are in the table already.</param>
    public ImportedRows(StoreSession session, ImportIndex index, IKnownRows written)
    {
        (_index, _written) = (index, written);
        session.OnUndo(() => index.Remove(_added));
    }

    public bool IsFull => _index.IsFull;

    public bool TryFind(byte[] key, out IndexedRow row) =>
        _index.TryFind(ImportIndex.KeyOf(key), out row) || _written.TryFind(key, out row);

    public void Add(AudienceRow row, long number, long digest)
    {
        var key = ImportIndex.KeyOf(row.Key);
        _index.Add(key, new IndexedRow(number, row.Line, digest));
        _added.Add(key);
    }

    public void Save() => _written.Save();
}
