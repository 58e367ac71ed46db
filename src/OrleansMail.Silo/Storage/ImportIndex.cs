using System.Buffers.Binary;
using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Rows of one import by address key that are not in the recipient table yet. Used on the writer only.</summary>
internal sealed class ImportIndex
{
    // Random keys touch a page each: only many at a time, in order, share the pages they are written to.
    private const int Most = 50 * IAudienceStore.ChunkRows;

    private Dictionary<UInt128, IndexedRow> _fresh = [];
    private Dictionary<UInt128, IndexedRow>? _leaving;
    private Dictionary<UInt128, IndexedRow> _spare = [];
    private UInt128[] _keys = [];

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

    /// <summary>
    /// The keys of the rows to write out now; again the same until <see cref="Left"/>. They stay findable.
    /// </summary>
    public Memory<UInt128> Leave()
    {
        if (_leaving is null)
        {
            // The memory of those that left before is used again.
            (_leaving, _fresh) = (_fresh, _spare);
        }

        // One array for all times that rows leave: each of its own would fill the large object heap.
        if (_keys.Length < _leaving.Count)
        {
            _keys = new UInt128[_leaving.Count];
        }

        _leaving.Keys.CopyTo(_keys, 0);
        return _keys.AsMemory(0, _leaving.Count);
    }

    public void Left()
    {
        if (_leaving is { } left)
        {
            left.Clear();
            (_spare, _leaving) = (left, null);
        }
    }
}
