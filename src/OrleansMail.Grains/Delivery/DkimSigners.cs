using OrleansMail.Dkim;
using OrleansMail.Domains;

namespace OrleansMail.Delivery;

/// <summary>Signs with one DKIM key from many threads: each has a key object of its own, which scales best.</summary>
internal sealed class DkimSigners(SigningKey key)
{
    private readonly ThreadLocal<DkimSigner> _signer =
        new(() => new DkimSigner(key.Domain, key.Selector, DkimKey.FromPkcs8(key.Pkcs8)));

    public byte[] Sign(byte[] message, DateTimeOffset at) => _signer.Value!.Sign(message, at);
}
