using System.Globalization;
using System.Text.Json;
using OrleansMail.Trials;

namespace OrleansMail.Chaos;

/// <summary>PostgreSQL, the sink and the silos, as real processes on addresses of loopback.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    /// <summary>Room for what a campaign of some hundred thousand leaves, twice.</summary>
    private const int DiskMegabytes = 2048;

    /// <summary>Room for what a silo keeps for itself.</summary>
    private const int SiloMegabytes = 16;

    private readonly ClusterShape _shape;
    private readonly string _folder;
    private readonly LongProcess _sink;
    private readonly List<ChaosSilo> _silos = [];
    private PostgresServer? _standby;

    private ChaosCluster(ClusterShape shape, string folder, PostgresServer database, LongProcess sink) =>
        (_shape, _folder, Database, _sink) = (shape, folder, database, sink);

    public IReadOnlyList<ChaosSilo> Silos => _silos;

    /// <summary>The server that is written to.</summary>
    public PostgresServer Database { get; private set; }

    public static string AcceptedPath(string folder) => Path.Combine(folder, "accepted.log");

    public static async Task<ChaosCluster> StartAsync(ClusterShape shape, string folder)
    {
        var latency = string.Create(CultureInfo.InvariantCulture, $"{shape.SinkLatency.TotalMilliseconds}ms");
        var sink = new MailProgram(shape.SinkPath, folder).Start(
            "sink.log", "sink", "--port", "0", "--latency", latency, "--accepted", AcceptedPath(folder), "--json");
        var database = await PostgresServer.StartOnDiskAsync(
            DiskMegabytes, [.. Enumerable.Range(1, shape.Silos).Select(ChaosSilo.DatabaseOf)]);
        var cluster = new ChaosCluster(shape, folder, database, sink);
        try
        {
            cluster._standby = shape.HasSpares ? await database.StartStandbyAsync(megabytes: DiskMegabytes) : null;
            var listening = JsonSerializer.Deserialize<JsonElement>(await sink.FirstLineAsync());
            await cluster.StartSilosAsync(listening.GetProperty("endpoint").GetString()!);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts each silo that has ended; how many they were.</summary>
    public async Task<int> ReviveAsync()
    {
        var ended = _silos.Where(silo => silo.HasExited).ToList();
        await Task.WhenAll(ended.Select(silo => silo.StartAsync()));
        return ended.Count;
    }

    /// <summary>The standby becomes the server that is written to, and a new one follows it where the old server was.</summary>
    public async Task FailOverAsync()
    {
        var lost = Database;
        await _standby!.PromoteAsync();
        (Database, _standby) = (_standby, null);
        await lost.DisposeAsync();
        _standby = await Database.StartStandbyAsync(megabytes: DiskMegabytes, port: lost.Port);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await _sink.DisposeAsync();
        if (_standby is not null)
        {
            await _standby.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    private async Task StartSilosAsync(string sink)
    {
        var database = await Database.CreateDatabaseAsync();
        var clocks = await SteppedClock.CompileAsync(_folder);
        for (var number = 1; number <= _shape.Silos; number++)
        {
            var program = new MailProgram(
                _shape.ProgramPath, Directory.CreateDirectory(Path.Combine(_folder, ChaosSilo.NameOf(number))).FullName);
            Directory.CreateDirectory(program.DataFolder);
            var disk = _shape.HasSpares ? await MemoryDisk.MountAsync(program.DataFolder, SiloMegabytes) : null;
            await File.WriteAllTextAsync(
                Path.Combine(program.DataFolder, "orleansmail.json"),
                $$"""{ "Delivery": { "Routes": { "*": "{{sink}}" }, "RetryScale": 0.001 }, "Lanes": { "MaxPerSecond": {{_shape.PerSecond}} } }""");
            var port = FreePort.Tcp();
            var silo = new ChaosSilo(number, program, Settings(program.Folder, clocks, number, database, port), port, disk);
            _silos.Add(silo);

            // One after another: the first makes the tables and the key.
            await silo.StartAsync();
        }
    }

    private Dictionary<string, string> Settings(string folder, string clocks, int number, string database, int port)
    {
        var connection = (_standby is null ? Database.ConnectionTo(database) : Database.ConnectionTo(database, _standby))
            .Replace("127.0.0.1", ChaosSilo.DatabaseOf(number), StringComparison.Ordinal);
        var settings = TrialInputs.Environment(
        [
            "Storage:Provider=postgresql",
            $"Storage:ConnectionString={connection}",
            $"Keys:ClusterFile={Path.Combine(_folder, "cluster.key")}",
            $"Cluster:Silo={ChaosSilo.NameOf(number)}",
            string.Create(CultureInfo.InvariantCulture, $"Cluster:SiloPort={port}"),
            "Cluster:GatewayPort=0",
            string.Create(
                CultureInfo.InvariantCulture, $"Egress:Addresses:0={ChaosSilo.AddressOf(number)}=mta{number}.sender.test"),
        ]);
        foreach (var (name, value) in SteppedClock.Environment(clocks, folder))
        {
            settings[name] = value;
        }

        return settings;
    }
}
