[assembly: AssemblyFixture(typeof(OrleansMail.Scenarios.ClusterServer))]

namespace OrleansMail.Scenarios;

/// <summary>The PostgreSQL server of these tests: started by the first that wants it, ended with the last.</summary>
public sealed class ClusterServer : IAsyncDisposable
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
