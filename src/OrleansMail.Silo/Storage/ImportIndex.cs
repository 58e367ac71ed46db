using System.Buffers.Binary;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Rows of one import by address key that are not in the recipient table yet. Used on the writer only.</summary>
internal sealed class ImportIndex
{
    // Random keys touch a page each: only many at a time, in order, share the pages they are written to.
    private const int Most = 100 * IAudienceStore.ChunkRows;

    private Dictionary<UInt128, IndexedRow> _fresh = [];
    private Dictionary<UInt128, IndexedRow>? _leaving;

    /// <summary>One at a time writes the rows out.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public bool IsFull => _fresh.Count >= Most;

    public bool IsEmpty => _fresh.Count == 0 && _leaving is null;

    /// <summary>The order of keys is that of their octets.</summary>
    public static UInt128 KeyOf(byte[] key) => BinaryPrimitives.ReadUInt128BigEndian(key);

    public bool TryFind(UInt128 key, out IndexedRow row) =>
        _fresh.TryGetValue(key, out row) || (_leaving is not null && _leaving.TryGetValue(key, out row));

    public void Add(UInt128 key, IndexedRow row) => _fresh.Add(key, row);

    /// <summary>Takes back what a transaction added that was undone.</summary>
    public void Remove(List<UInt128> keys)
    {
        foreach (var key in keys)
        {
            _ = _fresh.Remove(key) || (_leaving?.Remove(key) ?? false);
        }
    }

    /// <summary>The rows to write out now; again the same until <see cref="Left"/>. They stay findable.</summary>
    public Dictionary<UInt128, IndexedRow> Leave()
    {
        if (_leaving is null)
        {
            (_leaving, _fresh) = (_fresh, []);
        }

        return _leaving;
    }

    public void Left() => _leaving = null;
}
