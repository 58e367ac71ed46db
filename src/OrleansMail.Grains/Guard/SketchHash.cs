using System.Buffers.Binary;
using System.Text;
using OrleansMail.Sealing;

namespace OrleansMail.Guard;

/// <summary>Hashes of what a sketch must not hold as it is: keyed, since a short text is soon guessed.</summary>
internal sealed class SketchHash(ReadOnlyMemory<byte> key)
{
    private const int OnStack = 512;

    private readonly KeyedMac _mac = new(key);

    /// <param name="kind">What it is the hash of: the same text of another kind has another hash.</param>
    public ulong Of(string kind, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(kind.Length + 1 + text.Length);
        var octets = most <= OnStack ? stackalloc byte[most] : new byte[most];
        var length = Encoding.UTF8.GetBytes(kind, octets);
        octets[length++] = 0;
        length += Encoding.UTF8.GetBytes(text, octets[length..]);
        Span<byte> hash = stackalloc byte[KeyedMac.Length];
        _mac.Hash(octets[..length], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>Of a recipient's or sender's domain.</summary>
    public ulong OfDomain(string domain) => Of("\0domain", domain);
}
