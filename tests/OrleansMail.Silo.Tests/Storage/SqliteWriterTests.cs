using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansMail.Storage;

public sealed class SqliteWriterTests : IDisposable
{
    private const string Insert = "INSERT INTO content(campaign, body) VALUES(?1, x'00')";

    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SqliteDatabase _database;
    private readonly SqliteReaders _readers;
    private readonly SqliteWriter _writer;

    public SqliteWriterTests()
    {
        _database = SqliteDatabase.Open(_folder.New("data"));
        _readers = new SqliteReaders(_database);
        _writer = new SqliteWriter(_database, new StorageMeter(_services.GetRequiredService<IMeterFactory>()));
    }

    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
        _database.Dispose();
        _services.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_operation_that_fails_does_not_take_its_group_with_it()
    {
        using var gate = new ManualResetEventSlim();
        var held = _writer.RunAsync(_ => gate.Wait());
        var good = PutAsync("first");
        var bad = _writer.RunAsync(session =>
        {
            session[Insert].Bind(1, "half").Run();
            throw new InvalidOperationException("mine");
        });
        var twice = PutAsync("first");
        var last = PutAsync("last");
        gate.Set();

        await Task.WhenAll(held, good, last);
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => twice);
        Assert.Equal(["first", "last"], await ListAsync());
    }

    [Fact]
    public async Task Operations_run_in_their_order()
    {
        var order = new List<int>();
        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => _writer.RunAsync(_ => order.Add(i))));

        Assert.Equal(Enumerable.Range(0, 10_000), order);
    }

    [Fact]
    public async Task What_is_queued_is_written_before_the_end()
    {
        using var gate = new ManualResetEventSlim();
        var held = _writer.RunAsync(_ => gate.Wait());
        var writes = Enumerable.Range(0, 100).Select(i => PutAsync($"c{i}")).ToArray();
        var end = Task.Run(_writer.Dispose, TestContext.Current.CancellationToken);
        gate.Set();

        await end;
        await held;
        await Task.WhenAll(writes);
        Assert.Equal(100, (await ListAsync()).Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PutAsync("late"));
    }

    private Task<int> PutAsync(string campaign) => _writer.RunAsync(session => session[Insert].Bind(1, campaign).Run());

    private Task<List<string>> ListAsync() => _readers.RunAsync(session =>
    {
        var found = new List<string>();
        var line = session["SELECT campaign FROM content ORDER BY campaign"];
        while (line.Step())
        {
            found.Add(line.Text(0));
        }

        return found;
    });
}
