using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.Hosting;
using OrleansMail.People;
using OrleansMail.Storage;

namespace OrleansMail.Telemetry;

/// <summary>A silo with everything of telemetry on, that has had something to do.</summary>
public sealed class WatchedSilo : IAsyncLifetime
{
    public const string User = "maria.example";

    private readonly TempFolder _folder = new();
    private readonly FakeCollector _collector = new();
    private readonly MeterListener _listener = new();
    private readonly List<Instrument> _instruments = [];
    private MailSilo? _silo;

    public HttpClient Http { get; } = new();

    public IServiceProvider Services => _silo!.Services;

    internal FakeCollector Collector => _collector;

    public IReadOnlyList<Instrument> Instruments
    {
        get
        {
            lock (_instruments)
            {
                return [.. _instruments];
            }
        }
    }

    public async ValueTask InitializeAsync()
    {
        _listener.InstrumentPublished = (instrument, _) =>
        {
            lock (_instruments)
            {
                _instruments.Add(instrument);
            }
        };
        _listener.Start();
        var listen = $"127.0.0.1:{FreePort.Tcp()}";
        _silo = await MailSilo.StartAsync(_folder.Root, new ConfigurationBuilder().AddInMemoryCollection([
            new("Telemetry:Listen", listen),
            new("Telemetry:OtlpEndpoint", _collector.Endpoint),
            new("Telemetry:OtlpEvery", "00:00:01"),
            new("Telemetry:TraceRatio", "1"),
            new("Telemetry:Logs", "json"),
        ]).Build());
        Http.BaseAddress = new Uri($"http://{listen}");

        // The guard's instrument is made with the guard, when the first campaign needs it.
        _ = Services.GetRequiredService<ICampaignGuard>();
        await _silo.Grains.GetGrain<ISendingDomainGrain>("sender.test").AddAsync(new(null, null, null));
        await _silo.Grains.GetGrain<IUserGrain>(User).AuthenticateAsync(new byte[32], "127.0.0.1");
    }

    public async ValueTask DisposeAsync()
    {
        await _silo!.DisposeAsync();
        Http.Dispose();
        _listener.Dispose();
        _collector.Dispose();
        _folder.Dispose();
    }
}
