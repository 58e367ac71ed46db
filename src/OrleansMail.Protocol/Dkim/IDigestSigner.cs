namespace OrleansMail.Dkim;

/// <summary>Signs SHA-256 digests in batches, so that one that can work on several at once may do so.</summary>
public interface IDigestSigner
{
    /// <summary>Octets of one signature.</summary>
    int SignatureBytes { get; }

    /// <summary>RSASSA-PKCS1-v1_5 (RFC 6376 §3.3.1) over each digest, in the same order.</summary>
    /// <param name="digests">n times 32 octets.</param>
    /// <param name="signatures">n times <see cref="SignatureBytes"/> octets, all of which are written.</param>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    void Sign(ReadOnlySpan<byte> digests, Span<byte> signatures);
}
