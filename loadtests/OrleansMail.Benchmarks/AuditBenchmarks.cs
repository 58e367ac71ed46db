using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using OrleansMail.Audit;
using OrleansMail.People;
using OrleansMail.Storage;

namespace OrleansMail;

/// <summary>Facts into an audit trail of SQLite, each durable when its caller goes on; time per fact.</summary>
public class AuditBenchmarks
{
    private const int Facts = 2_048;

    private DirectoryInfo? _folder;
    private ServiceProvider? _services;
    private AuditWriter? _writer;

    /// <summary>How many callers append at once.</summary>
    [Params(1, 16, 256)]
    public int Callers { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("benchmarks-");
        var services = new ServiceCollection().AddSerializer();
        _services = services.AddEmbeddedStorage(_folder.FullName, null).BuildServiceProvider();
        _writer = new AuditWriter(
            "example.com", _services.GetRequiredService<IAuditStore>(), new AuditTally(), TimeProvider.System);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _services?.Dispose();
        _folder?.Delete(recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Facts)]
    public Task Append() => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => AppendAsync(Facts / Callers)));

    private async Task AppendAsync(int facts)
    {
        var caller = new Caller("ada", CallerKind.Person, "192.0.2.7", "s1", null);
        for (var i = 0; i < facts; i++)
        {
            await _writer!.AppendAsync(new AuditFact(
                Guid.NewGuid(), caller, Right.CampaignApprove, "campaign:spring", AuditResult.Allowed, "hash 0123456789abcdef"));
        }
    }
}
