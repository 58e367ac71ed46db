using OrleansMail.Dkim;
using OrleansMail.Sink;

namespace OrleansMail.Demo;

/// <summary>The receiving world of the demo: takes every mail and verifies its DKIM signature.</summary>
internal sealed class DemoReceiver : IAsyncDisposable
{
    private readonly SmtpSink _sink;
    private long _verified;
    private volatile string _record = "";
    private volatile string _selector = "";

    public DemoReceiver() => _sink = SmtpSink.Start(new SinkOptions { OnMessage = VerifyAsync });

    public System.Net.IPEndPoint EndPoint => _sink.EndPoint;

    public long Verified => Interlocked.Read(ref _verified);

    public SinkCounts Counts => _sink.Snapshot();

    /// <summary>Publishes the key, as DNS would.</summary>
    public void Publish(string selector, string record) => (_selector, _record) = (selector, record);

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    private ValueTask VerifyAsync(SinkMessage message)
    {
        var result = DkimVerifier.Verify(
            message.Octets.Span,
            (selector, domain) => selector == _selector && domain == DemoFacts.Domain ? _record : null);
        if (result.IsPass)
        {
            Interlocked.Increment(ref _verified);
        }

        return ValueTask.CompletedTask;
    }
}
