using System.Globalization;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace OrleansMail.Storage;

/// <summary>Grain state in SQLite: the ETag is a number that each write raises, compared where it is raised.</summary>
internal sealed class SqliteGrainStorage(
    SqliteWriter writer, SqliteReaders readers, Serializer serializer, IActivatorProvider activators) : IGrainStorage
{
    private const string Find = "SELECT etag, body FROM grain_state WHERE type = ?1 AND id = ?2";

    private const string Insert = """
        INSERT INTO grain_state(type, id, etag, body) VALUES(?1, ?2, 1, ?3) ON CONFLICT DO NOTHING RETURNING etag
        """;

    private const string Update = """
        UPDATE grain_state SET etag = etag + 1, body = ?3 WHERE type = ?1 AND id = ?2 AND etag = ?4 RETURNING etag
        """;

    // The row stays: without its number a writer from before the clearing would pass for the first one.
    private const string Clear = """
        UPDATE grain_state SET etag = etag + 1, body = NULL WHERE type = ?1 AND id = ?2 AND etag = ?3 RETURNING etag
        """;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (etag, body) = await readers.RunAsync(session => Read(session, stateName, grainId));
        grainState.ETag = etag;
        grainState.RecordExists = body is not null;
        grainState.State = body is null ? activators.GetActivator<T>().Create() : serializer.Deserialize<T>(body);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // Serialised before anything is awaited: the grain may change its state meanwhile.
        var body = serializer.SerializeToArray(grainState.State);
        var given = grainState.ETag;
        var change = await writer.RunAsync(session =>
        {
            var line = session[given is null ? Insert : Update].Bind(1, stateName).Bind(2, grainId.ToString())
                .Bind(3, body);
            return Changed(given is null ? line : line.Bind(4, Number(given)), session, stateName, grainId);
        });
        grainState.ETag = change.NewETag(given);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var given = grainState.ETag;
        var change = await writer.RunAsync(session => given is null
            ? Unwritten(session, stateName, grainId)
            : Changed(
                session[Clear].Bind(1, stateName).Bind(2, grainId.ToString()).Bind(3, Number(given)),
                session, stateName, grainId));
        grainState.ETag = change.NewETag(given);
        grainState.RecordExists = false;
        grainState.State = activators.GetActivator<T>().Create();
    }

    private static ETagChange Changed(
        SqliteStatement line, SqliteSession session, string stateName, GrainId grainId) => line.Step()
            ? new ETagChange(IsMade: true, Text(line.Long(0)))
            : new ETagChange(IsMade: false, Read(session, stateName, grainId).ETag);

    private static ETagChange Unwritten(SqliteSession session, string stateName, GrainId grainId)
    {
        var stored = Read(session, stateName, grainId).ETag;
        return new ETagChange(IsMade: stored is null, stored);
    }

    private static (string? ETag, byte[]? Body) Read(SqliteSession session, string stateName, GrainId grainId)
    {
        var line = session[Find].Bind(1, stateName).Bind(2, grainId.ToString());
        return line.Step() ? (Text(line.Long(0)), line.IsNull(1) ? null : line.Blob(1).ToArray()) : (null, null);
    }

    // No stored number is negative, so that a foreign ETag matches nothing.
    private static long Number(string etag) =>
        long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);
}
