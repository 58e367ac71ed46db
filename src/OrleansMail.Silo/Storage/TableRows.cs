using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Rows looked up and added one by one, where a statement costs no way over a network.</summary>
internal sealed class TableRows(StoreSession session, long audience) : IKnownRows
{
    public bool IsFull => false;

    public bool TryFind(byte[] key, out IndexedRow row) => RecipientTable.TryFind(session, audience, key, out row);

    public void Add(AudienceRow row, long number, long digest) =>
        RecipientTable.Add(session, audience, number, row, digest);

    public void Save()
    {
    }
}
