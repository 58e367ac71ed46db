using OrleansMail.Suppression;

namespace OrleansMail.Storage;

/// <summary>Suppressed addresses in SQLite.</summary>
internal sealed class SqliteSuppressionStore(SqliteWriter writer, SqliteReaders readers) : ISuppressionStore
{
    private const string Insert = """
        INSERT INTO suppression(key, address, reason, evidence, since) VALUES(?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO NOTHING
        """;

    private const string Delete = "DELETE FROM suppression WHERE key = ?1";
    private const string Exists = "SELECT 1 FROM suppression WHERE key = ?1";
    private const string Find = "SELECT address, reason, evidence, since FROM suppression WHERE key = ?1";
    private const string Page = """
        SELECT address, reason, evidence, since FROM suppression WHERE address > ?1 ORDER BY address LIMIT ?2
        """;

    public Task AddAsync(byte[] key, SuppressionEntry entry) => writer.RunAsync(session => session[Insert]
        .Bind(1, key).Bind(2, entry.Address).Bind(3, entry.Reason).Bind(4, entry.Evidence)
        .Bind(5, entry.Since.UtcTicks).Run());

    public Task<bool> RemoveAsync(byte[] key) =>
        writer.RunAsync(session => session[Delete].Bind(1, key).Run() > 0);

    public Task<SuppressionEntry?> FindAsync(byte[] key) => readers.RunAsync(session =>
    {
        var line = session[Find].Bind(1, key);
        return line.Step() ? Read(line) : null;
    });

    public Task<IReadOnlyList<int>> FilterAsync(IReadOnlyList<byte[]> keys) =>
        readers.RunAsync<IReadOnlyList<int>>(session =>
        {
            var found = new List<int>();
            for (var i = 0; i < keys.Count; i++)
            {
                if (session[Exists].Bind(1, keys[i]).Step())
                {
                    found.Add(i);
                }
            }

            return found;
        });

    public Task<IReadOnlyList<SuppressionEntry>> ListAsync(string? afterAddress, int max) =>
        readers.RunAsync<IReadOnlyList<SuppressionEntry>>(session =>
        {
            var page = new List<SuppressionEntry>();
            var line = session[Page].Bind(1, afterAddress ?? "").Bind(2, max);
            while (line.Step())
            {
                page.Add(Read(line));
            }

            return page;
        });

    private static SuppressionEntry Read(SqliteStatement line) =>
        new(line.Text(0), line.Text(1), line.Text(2), new DateTimeOffset(line.Long(3), TimeSpan.Zero));
}
