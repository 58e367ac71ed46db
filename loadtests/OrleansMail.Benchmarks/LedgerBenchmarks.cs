using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;
using OrleansMail.Storage;

namespace OrleansMail;

/// <summary>Outcomes into the SQLite ledger of a folder of its own, durable at the end; time per outcome.</summary>
public class LedgerBenchmarks
{
    private const int Outcomes = 10_000;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private DirectoryInfo? _folder;
    private ServiceProvider? _services;
    private ILedger? _ledger;
    private IAudienceStore? _audiences;
    private int _campaign;

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("benchmarks-");
        var services = new ServiceCollection().AddSerializer();
        _services = services.AddEmbeddedStorage(_folder.FullName, null).BuildServiceProvider();
        _ledger = _services.GetRequiredService<ILedger>();
        _audiences = _services.GetRequiredService<IAudienceStore>();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _services?.Dispose();
        _folder?.Delete(recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Outcomes)]
    public async Task Append()
    {
        // An audience of its own each time: a second final outcome of a row would be ignored.
        _campaign++;
        var audience = await _audiences!.OpenAsync(
            _campaign.ToString(CultureInfo.InvariantCulture), ["name"], isStream: false);
        for (var row = 0; row < Outcomes; row++)
        {
            await _ledger!.RecordAsync(new OutcomeEntry(
                audience, row, 1, OutcomeKind.Delivered, Final: true, DeliveryStage.FinalDot, 250, "2.0.0",
                "Ok: queued as 4F1A2B3C4D", "192.0.2.1", "mx.example.net", "TLS1.3 TLS_AES_256_GCM_SHA384", Noon,
                Noon.AddSeconds(1), NextAt: null));
        }

        await _ledger!.FlushAsync();
    }
}
