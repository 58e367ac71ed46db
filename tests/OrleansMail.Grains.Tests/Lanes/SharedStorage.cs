using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Serialization;
using Orleans.Storage;

namespace OrleansMail.Lanes;

/// <summary>Grain state that several clusters keep in one place: whoever writes with an old ETag is refused.</summary>
internal sealed class SharedStorage
{
    private readonly ConcurrentDictionary<string, (int Version, byte[] Octets)> _rows = new(StringComparer.Ordinal);

    private int _refused;

    /// <summary>Writes that came too late.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public IGrainStorage For(Serializer serializer) => new View(this, serializer);

    private sealed class View(SharedStorage shared, Serializer serializer) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (shared._rows.TryGetValue($"{stateName} {grainId}", out var row))
            {
                grainState.State = serializer.Deserialize<T>(row.Octets);
                grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
                grainState.RecordExists = true;
            }

            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var octets = serializer.SerializeToArray(grainState.State);
            var given = grainState.ETag is { } tag ? int.Parse(tag, CultureInfo.InvariantCulture) : 0;
            var row = shared._rows.AddOrUpdate(
                $"{stateName} {grainId}",
                _ => (given + 1, octets),
                (_, before) => before.Version == given ? (given + 1, octets) : before);
            if (!ReferenceEquals(row.Octets, octets))
            {
                Interlocked.Increment(ref shared._refused);
                throw new InconsistentStateException("Another activation has written.");
            }

            grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            throw new NotSupportedException();
    }
}
