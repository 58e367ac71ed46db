using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.Dkim;

/// <summary>An RSA key pair for DKIM: 2048 bits when made here (RFC 8301 §3.2), 1024 to 4096 when imported.</summary>
/// <remarks>Signing is safe from many threads; each borrows an RSA object of its own.</remarks>
public sealed class DkimKey
{
    private const int MadeBits = 2048;
    private const int FewestBits = 1024;
    private const int MostBits = 4096;

    // RFC 1035 §3.3: a character-string of a TXT record has at most 255 octets.
    private const int StringLength = 255;

    // Platform RSA objects are not documented as thread-safe: each is lent to one caller at a time.
    private readonly ConcurrentBag<RSA> _idle = [];
    private readonly RSAParameters _parameters;
    private readonly byte[] _publicKey;

    private DkimKey(RSA rsa)
    {
        _parameters = rsa.ExportParameters(includePrivateParameters: true);
        _publicKey = rsa.ExportSubjectPublicKeyInfo();
        Bits = rsa.KeySize;
    }

    public int Bits { get; }

    /// <summary>The TXT value to publish (RFC 6376 §3.6.1).</summary>
    public string DnsRecord => $"v=DKIM1; k=rsa; p={Convert.ToBase64String(_publicKey)}";

    /// <summary>The TXT value in strings of at most 255 octets, which readers join without blanks.</summary>
    public IReadOnlyList<string> DnsRecordStrings =>
        [.. DnsRecord.Chunk(StringLength).Select(characters => new string(characters))];

    public static DkimKey Create()
    {
        using var rsa = RSA.Create(MadeBits);
        return new DkimKey(rsa);
    }

    /// <summary>Reads a private key in PEM (PKCS#8 or PKCS#1).</summary>
    /// <exception cref="ArgumentException">No such key, or its size is outside 1024 to 4096 bits.</exception>
    public static DkimKey ImportPem(ReadOnlySpan<char> pem)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa.KeySize is >= FewestBits and <= MostBits
            ? new DkimKey(rsa)
            : throw new ArgumentException($"A DKIM key has {FewestBits} to {MostBits} bits.", nameof(pem));
    }

    /// <summary>The private key as PKCS#8 PEM, unencrypted: the caller must seal it.</summary>
    public string ExportPem() => Lend(rsa => rsa.ExportPkcs8PrivateKeyPem());

    /// <summary>The record in zone file form (RFC 1035 §5.1), ready to publish.</summary>
    public string ZoneLine(string domain, string selector)
    {
        var line = new StringBuilder($"{selector}._domainkey.{domain.TrimEnd('.')}. IN TXT (");
        foreach (var part in DnsRecordStrings)
        {
            line.Append(" \"").Append(part).Append('"');
        }

        return line.Append(" )").ToString();
    }

    /// <summary>Signs a SHA-256 digest with RSASSA-PKCS1-v1_5 (RFC 6376 §3.3.1).</summary>
    public byte[] SignDigest(ReadOnlySpan<byte> digest)
    {
        var octets = digest.ToArray();
        return Lend(rsa => rsa.SignHash(octets, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>A signer with a key object of its own, for one thread; the caller disposes of it.</summary>
    public RsaDigestSigner OpenSigner() => new(_parameters);

    private T Lend<T>(Func<RSA, T> use)
    {
        var rsa = _idle.TryTake(out var idle) ? idle : RSA.Create(_parameters);
        var result = use(rsa);
        _idle.Add(rsa);
        return result;
    }
}
