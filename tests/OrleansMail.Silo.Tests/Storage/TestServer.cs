using OrleansMail.Storage;

[assembly: AssemblyFixture(typeof(TestServer))]

namespace OrleansMail.Storage;

/// <summary>The PostgreSQL server of this test program: started by the first test that wants it, ended with the last.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Started = new(() => PostgresServer.StartAsync());

    public static Task<PostgresServer> GetAsync() => Started.Value;

    public async ValueTask DisposeAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }
    }
}
