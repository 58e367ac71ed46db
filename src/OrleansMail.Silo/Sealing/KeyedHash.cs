using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansMail.Sealing;

/// <summary>HMAC-SHA-256 under a derived key: equal octets are found, and nobody without the key can try guesses.</summary>
internal sealed class KeyedHash(byte[] secret) : IDisposable
{
    public const int Length = 16;

    /// <summary>The first 16 octets of the hash.</summary>
    public byte[] Of(ReadOnlySpan<byte> octets)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, octets, hash);
        return hash[..Length].ToArray();
    }

    /// <summary>The first 64 bits of the hash.</summary>
    public long Short(ReadOnlySpan<byte> octets)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, octets, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(secret);
}
