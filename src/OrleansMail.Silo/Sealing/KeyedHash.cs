using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansMail.Sealing;

/// <summary>HMAC-SHA-256 under a derived key: equal octets are found, and nobody without the key can try guesses.</summary>
internal sealed class KeyedHash(byte[] secret) : IDisposable
{
    public const int Length = 16;

    private readonly KeyedMac _mac = new(secret);

    /// <summary>The first 16 octets of the hash.</summary>
    public byte[] Of(ReadOnlySpan<byte> octets)
    {
        Span<byte> hash = stackalloc byte[KeyedMac.Length];
        _mac.Hash(octets, hash);
        return hash[..Length].ToArray();
    }

    /// <summary>The first 64 bits of the hash.</summary>
    public long Short(ReadOnlySpan<byte> octets)
    {
        Span<byte> hash = stackalloc byte[KeyedMac.Length];
        _mac.Hash(octets, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(secret);
        _mac.Clear();
    }
}
