using System.Security.Cryptography;

namespace OrleansMail.Audit;

/// <summary>
/// The right edge of a Merkle tree (RFC 9162 §2.1.1): enough to add leaves and to know the root, in a hash for each bit
/// of the size.
/// </summary>
public sealed class MerkleFrontier
{
    private const byte NodePrefix = 0x01;

    // Roots of the full trees that the leaves so far split into, the largest first.
    private readonly List<byte[]> _peaks = [];

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>The root; of no leaves it is the hash of nothing.</summary>
    public byte[] Root
    {
        get
        {
            if (_peaks.Count == 0)
            {
                return SHA256.HashData([]);
            }

            var root = _peaks[^1];
            for (var i = _peaks.Count - 2; i >= 0; i--)
            {
                root = Node(_peaks[i], root);
            }

            return root;
        }
    }

    /// <param name="leaf">The hash of a leaf, with its prefix 0x00 hashed in already.</param>
    public void Add(ReadOnlySpan<byte> leaf)
    {
        var peak = leaf.ToArray();
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            peak = Node(_peaks[^1], peak);
            _peaks.RemoveAt(_peaks.Count - 1);
        }

        _peaks.Add(peak);
        Size++;
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([NodePrefix, .. left, .. right]);
}
