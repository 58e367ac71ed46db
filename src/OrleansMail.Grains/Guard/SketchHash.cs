using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.Guard;

/// <summary>Hashes of what a sketch must not hold as it is: keyed, since a short text is soon guessed.</summary>
internal static class SketchHash
{
    /// <param name="kind">What it is the hash of: the same text of another kind has another hash.</param>
    public static ulong Of(ReadOnlyMemory<byte> key, string kind, string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes($"{kind}\0{text}"), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>Of a recipient's or sender's domain.</summary>
    public static ulong OfDomain(ReadOnlyMemory<byte> key, string domain) => Of(key, "\0domain", domain);
}
