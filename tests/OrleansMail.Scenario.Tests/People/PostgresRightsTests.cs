namespace OrleansMail.Scenarios;

/// <summary>The same table where people, keys and the audit trail live in PostgreSQL.</summary>
public sealed class PostgresRightsTests : RightsTests
{
    private protected override async Task<Engine> StartAsync()
    {
        var server = await ClusterServer.GetAsync();
        return await Engine.StartAsync(
        [
            .. TokenStates.Settings,
            "Storage:Provider=postgresql",
            $"Storage:ConnectionString={server.ConnectionTo(await server.CreateDatabaseAsync())}",
            "Cluster:Silo=silo0",
            "Cluster:SiloPort=0",
            "Cluster:GatewayPort=0",
        ]);
    }
}
