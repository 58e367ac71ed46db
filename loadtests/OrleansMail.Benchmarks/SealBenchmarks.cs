using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using OrleansMail.Recipients;
using OrleansMail.Storage;

namespace OrleansMail;

/// <summary>A chunk of 1,000 rows into the store and out of it, sealed and durable; time per row.</summary>
public class SealBenchmarks
{
    private const int Rows = IAudienceStore.ChunkRows;

    private DirectoryInfo? _folder;
    private ServiceProvider? _services;
    private IAudienceStore? _store;
    private AudienceRow[] _rows = [];
    private long _audience;
    private int _chunk;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _folder = Directory.CreateTempSubdirectory("benchmarks-");
        _services = new ServiceCollection().AddSerializer().AddEmbeddedStorage(_folder.FullName, null)
            .BuildServiceProvider();
        _store = _services.GetRequiredService<IAudienceStore>();
        _audience = await _store.OpenAsync("spring", ["name", "company", "city", "code"], isStream: false);
        _rows = Chunk();
        await _store.AddChunkAsync(_audience, _chunk, _rows);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _services?.Dispose();
        _folder?.Delete(recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public Task<ChunkAdded> Add()
    {
        _chunk++;
        _rows = Chunk();
        return _store!.AddChunkAsync(_audience, _chunk, _rows);
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public Task<AudienceChunk?> Load() => _store!.LoadAsync(_audience, 0);

    private AudienceRow[] Chunk() => Enumerable.Range(_chunk * Rows, Rows).Select(number => new AudienceRow(
        number + 2, Text($"customer{number}@site{number % 5}.example"), BitConverter.GetBytes((UInt128)(ulong)number * 7919),
        [Text($"Customer {number}"), Text($"Company {number} Inc"), "Yokohama", Text($"K{number:0000000}")])).ToArray();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
