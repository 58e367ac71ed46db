using System.Globalization;
using OrleansMail.Measures;
using OrleansMail.Replay;

namespace OrleansMail.Databases;

/// <summary>The same replay on SQLite and on PostgreSQL, by turns, each run with a new silo and an empty database.</summary>
internal sealed class DatabasesTrial(DatabasesOptions options, string folder)
{
    private const string Sqlite = "SQLite";
    private const string Postgres = "PostgreSQL";

    /// <summary>One is to give at least so much of what the other gives.</summary>
    private const double Least = 0.75;

    private const double Micro = 1_000_000;

    /// <summary>Prints a table; true if ledger and sink agree in every run and the goal is reached.</summary>
    public async Task<bool> RunAsync(TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        var files = await AudienceFiles.WriteAsync(options.Replay, folder, cancellation);
        var measured = new Dictionary<string, List<IReadOnlyList<Figure>>>(StringComparer.Ordinal) { [Sqlite] = [], [Postgres] = [] };
        var breaches = new List<string>();
        await using var server = await PostgresServer.StartAsync();
        for (var run = 1; run <= options.Runs; run++)
        {
            foreach (var (name, figures) in measured)
            {
                var settings = name == Postgres ? Settings(server, await server.CreateDatabaseAsync()) : [];
                var before = ServerCost.Read(server.Data);
                var result = await RunOneAsync(
                    files, string.Create(CultureInfo.InvariantCulture, $"{name}-{run}"), settings, cancellation);
                var cost = (ServerCost.Read(server.Data) - before) * Micro / options.Replay.Shape.Recipients;
                figures.Add([.. RunFigures.Of(result), new Figure(
                    "CPU of the server, import and reports included", "µs/recipient", name == Postgres ? cost : null)]);
                breaches.AddRange(result.Breaches);
                await progress.WriteLineAsync($"{name}, run {run}: {Numbers.Text(figures[^1][0].Value, 0)} messages/s");
            }
        }

        var goal = Print(output, FigureRow.Of(measured[Sqlite]), FigureRow.Of(measured[Postgres]), breaches);
        await GoalFile.AppendAsync(options.Goals, [goal], cancellation);
        return goal.IsReached && breaches.Count == 0;
    }

    private async Task<RunResult> RunOneAsync(
        AudienceFiles files, string name, IReadOnlyList<string> settings, CancellationToken cancellation)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        var replay = options.Replay with { SiloSettings = [.. options.Replay.SiloSettings, .. settings] };
        return await new ReplayRun(replay, files, own, TimeProvider.System).RunAsync(cancellation);
    }

    private static IReadOnlyList<string> Settings(PostgresServer server, string database) =>
    [
        "Storage:Provider=postgresql",
        $"Storage:ConnectionString={server.ConnectionTo(database)}",
        string.Create(CultureInfo.InvariantCulture, $"Cluster:SiloPort={FreePort.Tcp()}"),
        "Cluster:GatewayPort=0",
        "Egress:Addresses:0=127.0.0.1=mta1.sender.test",
    ];

    private static Goal Print(
        TextWriter output, IReadOnlyList<FigureRow> sqlite, IReadOnlyList<FigureRow> postgres, List<string> breaches)
    {
        output.WriteLine(Machine.Read().ToString());
        output.WriteLine($"{"figure, medians",-48}  {Sqlite,12}  {Postgres,12}  unit");
        foreach (var (one, other) in sqlite.Zip(postgres).Where(pair => (pair.First.Spread ?? pair.Second.Spread) is not null))
        {
            output.WriteLine($"{one.First.Name,-48}  {one.Median,12}  {other.Median,12}  {one.First.Unit}");
        }

        var (first, second) = (sqlite[0].Spread?.Median, postgres[0].Spread?.Median);
        var ratio = first > second ? second / first : first / second;
        var goal = new Goal("SQLite and PostgreSQL: messages/s of the slower ÷ the faster", "", Least, true, ratio, 2);
        output.WriteLine(string.Join("  ", goal.Row));
        foreach (var breach in breaches)
        {
            output.WriteLine($"BREACH: {breach}");
        }

        return goal;
    }
}
