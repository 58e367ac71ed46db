using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace OrleansMail.Dkim;

/// <summary>Gives MimeKit's verifier, which shares no code with our signer, the one key record of a test.</summary>
public sealed class RecordLocator(string record) : IDkimPublicKeyLocator
{
    public AsymmetricKeyParameter LocatePublicKey(
        string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        PublicKeyFactory.CreateKey(Convert.FromBase64String(record.Split("p=")[1]));

    public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
        string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
        Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
}
