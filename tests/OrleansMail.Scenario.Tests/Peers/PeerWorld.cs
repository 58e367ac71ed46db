using System.Collections.Concurrent;
using System.Net;
using OrleansMail.Campaigns;
using OrleansMail.Sink;

namespace OrleansMail.Scenarios;

/// <summary>One engine and all peers of the table at once: while one is silent, the others go on.</summary>
public sealed class PeerWorld : IAsyncLifetime
{
    private readonly Dictionary<string, SmtpSink> _sinks = [];
    private readonly Dictionary<string, RawPeer> _raws = [];
    private readonly Dictionary<string, Task<PeerResult>> _results = [];
    private readonly ConcurrentDictionary<string, ConcurrentQueue<SinkMessage>> _messages = [];
    private Engine? _engine;

    internal Task<PeerResult> ResultAsync(string name) => _results[name];

    internal Engine Engine => _engine!;

    public async ValueTask InitializeAsync()
    {
        var settings = new List<string>
        {
            "Delivery:RetryScale=0.001",
            "Delivery:Timeouts:Greeting=00:00:03",
            "Delivery:Timeouts:Ehlo=00:00:03",
            "Delivery:Timeouts:StartTls=00:00:03",
            "Delivery:Timeouts:Mail=00:00:03",
            "Delivery:Timeouts:Rcpt=00:00:03",
            "Delivery:Timeouts:Data=00:00:03",
            "Delivery:Timeouts:FinalDot=00:00:03",
            "Lanes:MaxConnections=1",
        };
        for (var index = 0; index < PeerCases.All.Count; index++)
        {
            settings.Add(Engine.Route(DomainOf(index), Open(PeerCases.All[index])));
        }

        _engine = await Engine.StartAsync(settings);
        for (var index = 0; index < PeerCases.All.Count; index++)
        {
            _results[PeerCases.All[index].Name] = RunAsync(PeerCases.All[index], index);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_results.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        if (_engine is { } engine)
        {
            await engine.DisposeAsync();
        }

        foreach (var peer in _sinks.Values.Cast<IAsyncDisposable>().Concat(_raws.Values))
        {
            await peer.DisposeAsync();
        }
    }

    internal static string DomainOf(int index) => string.Create(null, $"peer{index}.orleansmail.test");

    private IPEndPoint Open(PeerCase peer)
    {
        if (peer.Raw is { } behaviour)
        {
            return (_raws[peer.Name] = new RawPeer(behaviour)).EndPoint;
        }

        var messages = _messages[peer.Name] = [];
        var options = peer.Sink! with
        {
            Extensions = SinkExtensions.All & ~peer.Without,
            OnMessage = message =>
            {
                messages.Enqueue(message);
                return ValueTask.CompletedTask;
            },
        };
        return (_sinks[peer.Name] = SmtpSink.Start(options)).EndPoint;
    }

    private async Task<PeerResult> RunAsync(PeerCase peer, int index)
    {
        var trial = _engine!.Campaign(string.Create(null, $"peer-{index}"));
        await trial.PrepareAsync(
            Trial.Rows(DomainOf(index), peer.Expected.Length), Trial.Settings with { InDoubt = peer.InDoubt });
        await trial.StartAsync();
        var lines = await trial.UntilOutcomesAsync(
            lines => lines.Zip(peer.Expected).All(pair => pair.Second.Fits(pair.First)));

        // The others of a deferred row's lane may wait for their next time: enough is seen.
        var status = await trial.StatusAsync();
        if (status.State == CampaignPhase.Sending)
        {
            await Someone.Ben.AsAsync(() => trial.Grain.TellAsync(CampaignCommand.Cancel));
        }

        return new PeerResult(
            lines, _sinks.GetValueOrDefault(peer.Name)?.Snapshot(), _raws.GetValueOrDefault(peer.Name),
            _messages.TryGetValue(peer.Name, out var messages) ? [.. messages] : []);
    }
}
