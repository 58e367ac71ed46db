using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

/// <summary>The cluster key in all its versions. It wraps data keys; what silos know each other by is derived from it.</summary>
/// <remarks>
/// A wrapped key is its version, a random nonce, the key under AES-256-GCM, and the tag: 64 octets in every version, so
/// that one written over another leaves nothing of it. Nonces of 96 random bits are safe for 2^32 keys under one version
/// (NIST SP 800-38D §8.3): far more than there are campaigns.
/// </remarks>
internal sealed class ClusterKeys(ClusterKeyFile file)
{
    public const int WrappedLength = VersionLength + NonceLength + ClusterKeyFile.KeyLength + TagLength;

    private const int VersionLength = 4;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const string Label = "orleansmail data key 1";

    private readonly Lock _lock = new();
    private Dictionary<int, byte[]> _keys = file.Read();
    private int _readings = 1;

    public ClusterKeyFile File => file;

    /// <summary>The version that wraps.</summary>
    public int Newest
    {
        get
        {
            lock (_lock)
            {
                return _keys.Keys.Max();
            }
        }
    }

    /// <summary>All versions in the file.</summary>
    public IReadOnlyList<int> Versions
    {
        get
        {
            lock (_lock)
            {
                return [.. _keys.Keys.Order()];
            }
        }
    }

    /// <summary>How often the file was read: what was derived from another reading may be of a version that is gone.</summary>
    public int Readings => Volatile.Read(ref _readings);

    public static int VersionOf(ReadOnlySpan<byte> wrapped) => BinaryPrimitives.ReadInt32BigEndian(wrapped);

    /// <summary>Reads the file anew, for versions that were added or taken out.</summary>
    public void Reload()
    {
        var keys = file.Read();
        lock (_lock)
        {
            Zero(_keys);
            _keys = keys;
            Volatile.Write(ref _readings, _readings + 1);
        }
    }

    /// <summary>A secret of 32 octets for one use, derived from one version; null if the file has no such version.</summary>
    public byte[]? Derive(int version, ReadOnlySpan<byte> use)
    {
        lock (_lock)
        {
            return _keys.TryGetValue(version, out var key) ? Derive(key, use) : null;
        }
    }

    /// <summary>A secret of 32 octets for one use from each version in the file, and which reading of it they are from.</summary>
    public (int Reading, SortedDictionary<int, byte[]> Secrets) DeriveAll(ReadOnlySpan<byte> use)
    {
        lock (_lock)
        {
            var secrets = new SortedDictionary<int, byte[]>();
            foreach (var (version, key) in _keys)
            {
                secrets[version] = Derive(key, use);
            }

            return (_readings, secrets);
        }
    }

    public byte[] Wrap(string scope, ReadOnlySpan<byte> key)
    {
        var wrapped = new byte[WrappedLength];
        lock (_lock)
        {
            var version = _keys.Keys.Max();
            BinaryPrimitives.WriteInt32BigEndian(wrapped, version);
            var nonce = wrapped.AsSpan(VersionLength, NonceLength);
            RandomNumberGenerator.Fill(nonce);
            using var cipher = new AesGcm(_keys[version], TagLength);
            cipher.Encrypt(
                nonce, key, wrapped.AsSpan(VersionLength + NonceLength, ClusterKeyFile.KeyLength),
                wrapped.AsSpan(^TagLength..), Context(version, scope));
        }

        return wrapped;
    }

    /// <exception cref="DataFolderException">The file has no such version, or another key under it.</exception>
    public byte[] Unwrap(string scope, ReadOnlySpan<byte> wrapped)
    {
        var version = VersionOf(wrapped);
        if (!Has(version))
        {
            // Another silo may have taken up a version that came after this one read the file.
            Reload();
        }

        // Pinned: the collector makes no copies that nobody clears.
        var key = GC.AllocateUninitializedArray<byte>(ClusterKeyFile.KeyLength, pinned: true);
        lock (_lock)
        {
            if (!_keys.TryGetValue(version, out var secret))
            {
                throw Lost(version);
            }

            try
            {
                using var cipher = new AesGcm(secret, TagLength);
                cipher.Decrypt(
                    wrapped.Slice(VersionLength, NonceLength), wrapped[(VersionLength + NonceLength)..^TagLength],
                    wrapped[^TagLength..], key, Context(version, scope));
                return key;
            }
            catch (AuthenticationTagMismatchException)
            {
                throw new DataFolderException(
                    DataFolderFault.KeyLost,
                    $"Version {Text(version)} in the cluster key file {file.Path} does not open the stored key of "
                    + $"{scope}: it is another folder's, or the folder was changed. Restore the right file.");
            }
        }
    }

    private static byte[] Derive(byte[] key, ReadOnlySpan<byte> use)
    {
        var derived = new byte[ClusterKeyFile.KeyLength];
        HKDF.Expand(HashAlgorithmName.SHA256, key, derived, use);
        return derived;
    }

    private bool Has(int version)
    {
        lock (_lock)
        {
            return _keys.ContainsKey(version);
        }
    }

    private DataFolderException Lost(int version) => new(
        DataFolderFault.KeyLost,
        $"The cluster key file {file.Path} has no version {Text(version)}, which stored keys are wrapped under. Restore "
        + "it from its backup; without it nothing that is stored can be read.");

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static byte[] Context(int version, string scope) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Label}\0{version}\0{scope}"));

    private static void Zero(Dictionary<int, byte[]> keys)
    {
        foreach (var key in keys.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
