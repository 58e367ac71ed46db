using OrleansMail.Hosting;
using OrleansMail.Storage;

namespace OrleansMail.Cluster;

/// <summary>The first that a silo asks of the database when it starts.</summary>
public sealed class MembershipSchemaTests
{
    [Fact]
    public async Task A_server_that_is_being_restarted_is_waited_for()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = server.ConnectionTo(await server.CreateDatabaseAsync());
        await server.StopAsync();

        var making = MembershipSchema.MakeAsync(connection);
        await server.RunAsync();
        await making;

        await MembershipSchema.MakeAsync(connection); // the next silo finds it made
    }

    [Fact]
    public async Task A_database_that_there_is_not_is_no_matter_of_waiting()
    {
        var server = await TestServer.GetAsync();

        var refusal = await Assert.ThrowsAsync<ConfigurationException>(
            () => MembershipSchema.MakeAsync(server.ConnectionTo("nowhere")));

        Assert.Contains("nowhere", refusal.Message, StringComparison.Ordinal);
    }
}
