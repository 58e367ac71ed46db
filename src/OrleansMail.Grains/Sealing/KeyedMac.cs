using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace OrleansMail.Sealing;

/// <summary>HMAC-SHA-256 (RFC 2104) of many short texts under one key. Thread-safe.</summary>
/// <remarks>
/// To set the key up takes several times as long as the hash of a short text, so it is done once for each thread that hashes
/// at the same time.
/// </remarks>
/// <param name="key">Read when a further thread begins.</param>
public sealed class KeyedMac(ReadOnlyMemory<byte> key)
{
    /// <summary>Octets of a hash.</summary>
    public const int Length = HMACSHA256.HashSizeInBytes;

    private readonly ConcurrentBag<IncrementalHash> _free = [];

    /// <param name="octets">What to hash.</param>
    /// <param name="hash">Gets <see cref="Length"/> octets.</param>
    public void Hash(ReadOnlySpan<byte> octets, Span<byte> hash)
    {
        var mac = _free.TryTake(out var free) ? free : IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        mac.AppendData(octets);
        mac.GetHashAndReset(hash);
        _free.Add(mac);
    }

    /// <summary>Clears what was made of the key; the key itself is its owner's.</summary>
    public void Clear()
    {
        while (_free.TryTake(out var mac))
        {
            mac.Dispose();
        }
    }
}
