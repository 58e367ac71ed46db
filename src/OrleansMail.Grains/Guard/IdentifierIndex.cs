namespace OrleansMail.Guard;

/// <summary>
/// A set of identifier hashes that knows which belong to one row only. Open addressing over 8 octets a place, at most
/// 32 MiB; when it is full, further ones are left out and counted.
/// </summary>
internal sealed class IdentifierIndex
{
    private const int FirstSize = 1 << 12;
    private const int MaxSize = 1 << 22;

    // The lowest bit says that several rows have the value; the other 63 are the hash.
    private const ulong SharedBit = 1;

    private ulong[] _places = new ulong[FirstSize];
    private int _count;

    public long LeftOut { get; private set; }

    public void Add(ulong hash)
    {
        if (_count >= _places.Length / 8 * 7 && !Grow())
        {
            LeftOut++;
            return;
        }

        var key = Key(hash);
        var place = PlaceOf(key);
        if (_places[place] == 0)
        {
            _places[place] = key;
            _count++;
        }
        else
        {
            _places[place] |= SharedBit;
        }
    }

    /// <summary>Exactly one row has this value.</summary>
    public bool IsUnique(ulong hash)
    {
        var key = Key(hash);
        return _places[PlaceOf(key)] == key;
    }

    private static ulong Key(ulong hash) => hash < 2 ? 2 : hash & ~SharedBit;

    private int PlaceOf(ulong key)
    {
        var mask = _places.Length - 1;
        var place = (int)(key >> 32) & mask;
        while (_places[place] != 0 && (_places[place] & ~SharedBit) != key)
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    private bool Grow()
    {
        if (_places.Length >= MaxSize)
        {
            return false;
        }

        var old = _places;
        _places = new ulong[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry != 0)
            {
                _places[PlaceOf(entry & ~SharedBit)] = entry;
            }
        }

        return true;
    }
}
