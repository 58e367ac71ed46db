namespace OrleansMail.Scenarios;

/// <summary>The same table where people, keys and the audit trail live in PostgreSQL.</summary>
public sealed class PostgresRightsTests : RightsTests
{
    private protected override Task<Engine> StartAsync() =>
        Engine.StartAsync(StoredIn.Postgres, [.. TokenStates.Settings, "Cluster:Silo=silo0"]);
}
