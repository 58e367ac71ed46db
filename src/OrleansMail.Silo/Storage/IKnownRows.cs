using OrleansMail.Recipients;

namespace OrleansMail.Storage;

/// <summary>Rows of an audience by their address keys, while one chunk is added to it.</summary>
internal interface IKnownRows
{
    /// <summary>Rows that are not in the table yet have become too many: they have to be written out.</summary>
    bool IsFull { get; }

    bool TryFind(byte[] key, out IndexedRow row);

    void Add(AudienceRow row, long number, long digest);

    /// <summary>Writes what was kept back; nothing is added afterwards.</summary>
    void Save();
}
