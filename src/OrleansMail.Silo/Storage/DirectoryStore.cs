using OrleansMail.Reports;

namespace OrleansMail.Storage;

/// <summary>The list of grains, in the order they were first noted.</summary>
internal sealed class DirectoryStore(StoreWriters writers, IStoreReaders readers) : IDirectory
{
    private const string Put = """
        INSERT INTO directory(kind, id, running) VALUES(?1, ?2, ?3)
        ON CONFLICT(kind, id) DO UPDATE SET running = ?3 WHERE directory.running <> ?3
        """;

    private const string All = "SELECT id FROM directory WHERE kind = ?1 AND running >= ?2 ORDER BY seq";

    public Task PutAsync(string kind, string id, bool running) => writers.Others.RunAsync(session =>
        session[Put].Bind(1, kind).Bind(2, id).Bind(3, running ? 1 : 0).Run());

    public Task<IReadOnlyList<string>> ListAsync(string kind, bool runningOnly) =>
        readers.RunAsync<IReadOnlyList<string>>(session =>
        {
            var ids = new List<string>();
            var line = session[All].Bind(1, kind).Bind(2, runningOnly ? 1 : 0);
            while (line.Step())
            {
                ids.Add(line.Text(0));
            }

            return ids;
        });
}
