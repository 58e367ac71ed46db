using System.Globalization;
using System.Security.Cryptography;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>Grain state, sealed: the ETag is a number that each write raises, compared where it is raised.</summary>
internal sealed class GrainStateStore(
    StoreWriters writers, IStoreReaders readers, DataKeys keys, Serializer serializer,
    IActivatorProvider activators) : IGrainStorage
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
        CryptographicOperations.ZeroMemory(body);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // Serialised before anything is awaited: the grain may change its state meanwhile.
        var plain = serializer.SerializeToArray(grainState.State);
        var given = grainState.ETag;
        var grain = grainId.ToString();
        var key = await keys.GetAsync(KeyScope.Of(grainId));
        var body = key!.Seal(Place.GrainState(stateName, grain), plain);
        CryptographicOperations.ZeroMemory(plain);
        var change = await writers.Others.RunAsync(session =>
        {
            var line = session[given is null ? Insert : Update].Bind(1, stateName).Bind(2, grain).Bind(3, body);
            return Changed(given is null ? line : line.Bind(4, Number(given)), session, stateName, grainId);
        });
        grainState.ETag = change.NewETag(given);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var given = grainState.ETag;
        var change = await writers.Others.RunAsync(session => given is null
            ? Unwritten(session, stateName, grainId)
            : Changed(
                session[Clear].Bind(1, stateName).Bind(2, grainId.ToString()).Bind(3, Number(given)),
                session, stateName, grainId));
        grainState.ETag = change.NewETag(given);
        grainState.RecordExists = false;
        grainState.State = activators.GetActivator<T>().Create();
    }

    private static ETagChange Changed(
        StoreStatement line, StoreSession session, string stateName, GrainId grainId) => line.Step()
            ? new ETagChange(IsMade: true, Text(line.Long(0)))
            : new ETagChange(IsMade: false, ETagOf(session, stateName, grainId));

    private static ETagChange Unwritten(StoreSession session, string stateName, GrainId grainId)
    {
        var stored = ETagOf(session, stateName, grainId);
        return new ETagChange(IsMade: stored is null, stored);
    }

    private static string? ETagOf(StoreSession session, string stateName, GrainId grainId)
    {
        var line = session[Find].Bind(1, stateName).Bind(2, grainId.ToString());
        return line.Step() ? Text(line.Long(0)) : null;
    }

    private (string? ETag, byte[]? Body) Read(StoreSession session, string stateName, GrainId grainId)
    {
        var grain = grainId.ToString();
        var line = session[Find].Bind(1, stateName).Bind(2, grain);
        if (!line.Step())
        {
            return (null, null);
        }

        if (line.IsNull(1))
        {
            return (Text(line.Long(0)), null);
        }

        using var body = keys.Open(session, Place.GrainState(stateName, grain), line.Blob(1), out var opened);
        return opened == Opened.Plain
            ? (Text(line.Long(0)), body.Span.ToArray())
            : throw new SealBrokenException($"state of {grain}");
    }

    // No stored number is negative, so that a foreign ETag matches nothing.
    private static long Number(string etag) =>
        long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);
}
