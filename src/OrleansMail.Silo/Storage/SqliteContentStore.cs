using OrleansMail.Campaigns;

namespace OrleansMail.Storage;

/// <summary>Templates in SQLite.</summary>
internal sealed class SqliteContentStore(SqliteWriter writer, SqliteReaders readers) : IContentStore
{
    private const string Put = """
        INSERT INTO content(campaign, body) VALUES(?1, ?2) ON CONFLICT(campaign) DO UPDATE SET body = ?2
        """;

    private const string Get = "SELECT body FROM content WHERE campaign = ?1";

    public Task PutAsync(string campaign, byte[] content) =>
        writer.RunAsync(session => session[Put].Bind(1, campaign).Bind(2, content).Run());

    public Task<byte[]?> GetAsync(string campaign) => readers.RunAsync(session =>
    {
        var line = session[Get].Bind(1, campaign);
        return line.Step() ? line.Blob(0).ToArray() : null;
    });
}
