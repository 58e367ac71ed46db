using BenchmarkDotNet.Attributes;
using OrleansMail.Dkim;

namespace OrleansMail;

/// <summary>DKIM with RSA-2048 for a mail of 10 KB.</summary>
public class SignBenchmarks
{
    private readonly DkimKey _key = DkimKey.Create();
    private readonly byte[] _mail = SampleMail.English.Octets;
    private readonly DkimSigner _signer;
    private readonly PreparedSignature _prepared;

    public SignBenchmarks()
    {
        _signer = new DkimSigner("sender.test", "s1", _key);
        _prepared = CanonicaliseAndHash();
    }

    [Benchmark]
    public PreparedSignature CanonicaliseAndHash() => _signer.Prepare(_mail, SampleMail.Headers.Date);

    [Benchmark]
    public byte[] RsaAlone() => _key.SignDigest(_prepared.Digest.Span);

    [Benchmark]
    public byte[] SignWhole() => _signer.Sign(_mail, SampleMail.Headers.Date);
}
