using System.Security.Cryptography;

namespace OrleansMail.Dkim;

/// <summary>Signs with an RSA object of its own, without allocations. For one thread at a time.</summary>
public sealed class RsaDigestSigner : IDigestSigner, IDisposable
{
    private readonly RSA _rsa;

    internal RsaDigestSigner(RSAParameters key)
    {
        _rsa = RSA.Create(key);
        SignatureBytes = (_rsa.KeySize + 7) / 8;
    }

    public int SignatureBytes { get; }

    public void Sign(ReadOnlySpan<byte> digests, Span<byte> signatures)
    {
        var (count, rest) = Math.DivRem(digests.Length, SHA256.HashSizeInBytes);
        if (rest != 0 || signatures.Length != count * SignatureBytes)
        {
            throw new ArgumentException("Each digest has 32 octets and a place for its signature.", nameof(digests));
        }

        for (var i = 0; i < count; i++)
        {
            var digest = digests.Slice(i * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
            var signature = signatures.Slice(i * SignatureBytes, SignatureBytes);
            _rsa.SignHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose() => _rsa.Dispose();
}
