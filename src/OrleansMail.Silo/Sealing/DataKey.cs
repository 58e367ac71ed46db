using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.Sealing;

/// <summary>The key of one campaign, of one sending domain, or of what belongs to none; unwrapped, in memory.</summary>
/// <remarks>
/// It seals nothing itself. Keys are derived from it (RFC 5869, expand only): one for every 4,194,304 rows of an audience,
/// one for each grain's state, one for the rest. So a stream that never ends, or a grain that writes without end, does not
/// come near the 2^32 random nonces that one key may have (NIST SP 800-38D §8.3), and nothing has to be counted.
/// </remarks>
internal sealed class DataKey(int id, string scope, byte[] secret) : IDisposable
{
    private const string Label = "orleansmail seal 1\0";
    private const string StateLabel = "orleansmail state 1\0";

    private readonly ConcurrentDictionary<(PlaceKind Kind, long Audience, long Block), SealingKey> _sealing = new();
    private readonly ConcurrentDictionary<string, KeyedHash> _hashes = new(StringComparer.Ordinal);

    /// <summary>Its number in storage.</summary>
    public int Id => id;

    public string Scope => scope;

    /// <summary>Seals octets for a place.</summary>
    public byte[] Seal(Place place, ReadOnlySpan<byte> plain)
    {
        var octets = new byte[plain.Length + SealingKey.Overhead];
        Seal(place, plain, octets);
        return octets;
    }

    public void Seal(Place place, ReadOnlySpan<byte> plain, Span<byte> sealedOctets)
    {
        if (place.Name is null)
        {
            Shared(place).Seal(place, plain, sealedOctets);
            return;
        }

        using var key = OfState(place.Name);
        key.Seal(place, plain, sealedOctets);
    }

    /// <summary>False if the octets are not what was sealed at that place.</summary>
    public bool TryOpen(Place place, ReadOnlySpan<byte> sealedOctets, Span<byte> plain)
    {
        if (place.Name is null)
        {
            return Shared(place).TryOpen(place, sealedOctets, plain);
        }

        using var key = OfState(place.Name);
        return key.TryOpen(place, sealedOctets, plain);
    }

    /// <summary>A keyed hash for one use, for what is found again but not read.</summary>
    public KeyedHash Hash(string use) => _hashes.GetOrAdd(
        use,
        static (name, key) =>
        {
            var derived = GC.AllocateUninitializedArray<byte>(ClusterKeyFile.KeyLength, pinned: true);
            key.Derive(Encoding.UTF8.GetBytes($"orleansmail hash 1\0{name}"), derived);
            return new KeyedHash(derived);
        },
        this);

    /// <summary>Clears what memory holds of the key; it seals and opens nothing more.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(secret);
        foreach (var key in _sealing.Values)
        {
            key.Dispose();
        }

        foreach (var hash in _hashes.Values)
        {
            hash.Dispose();
        }
    }

    private SealingKey Shared(Place place)
    {
        // Rows, loose rows and outcomes of an audience share one: their places differ.
        var kind = place.Audience == 0 ? place.Kind : PlaceKind.Chunk;
        return _sealing.GetOrAdd(
            (kind, place.Audience, place.Block),
            static (of, key) =>
            {
                var info = new byte[Label.Length + 17];
                var numbers = info.AsSpan(Encoding.ASCII.GetBytes(Label, info));
                numbers[0] = (byte)of.Kind;
                BinaryPrimitives.WriteInt64BigEndian(numbers[1..], of.Audience);
                BinaryPrimitives.WriteInt64BigEndian(numbers[9..], of.Block);
                return key.Make(info);
            },
            this);
    }

    private SealingKey OfState(string name) => Make(Encoding.UTF8.GetBytes(StateLabel + name));

    private SealingKey Make(ReadOnlySpan<byte> info)
    {
        Span<byte> derived = stackalloc byte[ClusterKeyFile.KeyLength];
        Derive(info, derived);
        var key = new SealingKey(id, derived);
        CryptographicOperations.ZeroMemory(derived);
        return key;
    }

    private void Derive(ReadOnlySpan<byte> info, Span<byte> derived) =>
        HKDF.Expand(HashAlgorithmName.SHA256, secret, derived, info);
}
