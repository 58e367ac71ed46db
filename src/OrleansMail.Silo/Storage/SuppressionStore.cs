using OrleansMail.Sealing;
using OrleansMail.Suppression;

namespace OrleansMail.Storage;

/// <summary>Suppressed addresses: found by their keyed hash, and sealed.</summary>
internal sealed class SuppressionStore(StoreWriters writers, IStoreReaders readers, DataKeys keys)
    : ISuppressionStore
{
    private const string Insert = "INSERT INTO suppression(key, body) VALUES(?1, ?2) ON CONFLICT DO NOTHING";
    private const string Delete = "DELETE FROM suppression WHERE key = ?1";
    private const string Exists = "SELECT 1 FROM suppression WHERE key = ?1";
    private const string Find = "SELECT key, body FROM suppression WHERE key = ?1";
    private const string Page = "SELECT key, body FROM suppression WHERE key > ?1 ORDER BY key LIMIT ?2";

    /// <summary>The stored form of an entry.</summary>
    public static byte[] Seal(DataKey seal, ReadOnlySpan<byte> key, SuppressionEntry entry)
    {
        var writer = new OctetWriter();
        writer.Text(entry.Address).Text(entry.Reason).Text(entry.Evidence).Time(entry.Since);
        return seal.Seal(Place.Suppression(key), writer.Written);
    }

    public static bool Has(StoreSession session, byte[] key) => session[Exists].Bind(1, key).Step();

    public async Task AddAsync(byte[] key, SuppressionEntry entry)
    {
        var seal = await keys.GetAsync(KeyScope.Store);
        var body = Seal(seal!, key, entry);
        await writers.Others.RunAsync(session => session[Insert].Bind(1, key).Bind(2, body).Run());
    }

    public Task<bool> RemoveAsync(byte[] key) =>
        writers.Others.RunAsync(session => session[Delete].Bind(1, key).Run() > 0);

    public Task<SuppressionEntry?> FindAsync(byte[] key) => readers.RunAsync(session =>
    {
        var line = session[Find].Bind(1, key);
        return line.Step() ? Read(session, line) : null;
    });

    public Task<IReadOnlyList<int>> FilterAsync(IReadOnlyList<byte[]> keys) =>
        readers.RunAsync<IReadOnlyList<int>>(session => session.Suppressed(keys));

    public Task<IReadOnlyList<SuppressionEntry>> ListAsync(byte[]? afterKey, int max) =>
        readers.RunAsync<IReadOnlyList<SuppressionEntry>>(session =>
        {
            var page = new List<SuppressionEntry>();
            var line = session[Page].Bind(1, afterKey ?? []).Bind(2, max);
            while (line.Step())
            {
                page.Add(Read(session, line));
            }

            return page;
        });

    private SuppressionEntry Read(StoreSession session, StoreStatement line)
    {
        using var body = keys.Open(session, Place.Suppression(line.Blob(0)), line.Blob(1), out var opened);
        if (opened != Opened.Plain)
        {
            throw new SealBrokenException("suppression entry");
        }

        var reader = new OctetReader(body.Span);
        return new SuppressionEntry(reader.Text(), reader.Text(), reader.Text(), reader.Time());
    }
}
