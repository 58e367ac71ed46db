using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Addresses;
using OrleansMail.Recipients;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>The keyed hash of addresses, under a secret of 32 octets.</summary>
internal sealed class AddressKey(byte[] secret) : IAddressKey
{
    public const string FileName = "address.key";

    private const int SecretLength = 32;
    private const int KeyLength = 16;
    private const int TokenLength = 15;
    private const int OnStack = 1024;
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly KeyedMac _mac = new(secret);

    /// <summary>Reads the secret, or makes one on the first start.</summary>
    /// <exception cref="DataFolderException">The file is not a secret of ours.</exception>
    public static AddressKey Load(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            DataFolder.WriteNew(full, RandomNumberGenerator.GetBytes(SecretLength));
        }

        return new AddressKey(Read(full));
    }

    /// <summary>Reads the secret.</summary>
    /// <exception cref="DataFolderException">The file is not a secret of ours.</exception>
    public static byte[] Read(string path)
    {
        var secret = File.ReadAllBytes(path);
        return secret.Length == SecretLength
            ? secret
            : throw new DataFolderException(
                DataFolderFault.Damaged, $"The key file {path} is damaged. Restore it from a backup.");
    }

    public byte[] KeyOf(Mailbox mailbox)
    {
        Span<byte> hash = stackalloc byte[KeyedMac.Length];
        Hash(mailbox.Canonical, hash);
        return hash[..KeyLength].ToArray();
    }

    public string Token(string campaign, long row)
    {
        // No address has a NUL in it, so that no token is the start of an address's hash.
        var text = string.Create(CultureInfo.InvariantCulture, $"u\0{campaign}\0{row}");
        Span<byte> hash = stackalloc byte[KeyedMac.Length];
        Hash(text, hash);
        Span<char> token = stackalloc char[TokenLength * 8 / 5];
        for (var i = 0; i < token.Length; i++)
        {
            token[i] = Base32[FiveBits(hash[..TokenLength], i * 5)];
        }

        return token.ToString();
    }

    private static int FiveBits(ReadOnlySpan<byte> octets, int from)
    {
        var at = from / 8;
        var pair = (octets[at] << 8) | (at + 1 < octets.Length ? octets[at + 1] : 0);
        return (pair >> (11 - (from % 8))) & 0x1F;
    }

    private void Hash(string text, Span<byte> hash)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var octets = most <= OnStack ? stackalloc byte[most] : new byte[most];
        _mac.Hash(octets[..Encoding.UTF8.GetBytes(text, octets)], hash);
    }
}
