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

    [Theory]
    [InlineData(3, 1, null)]
    [InlineData(3, 2, "a release that knows version 2")]
    public async Task Tables_of_a_later_release_are_used_if_it_says_that_this_one_may(int version, int readableFrom, string? refusal)
    {
        var server = await TestServer.GetAsync();
        var database = await server.CreateDatabaseAsync();
        var connection = server.ConnectionTo(database);
        await MembershipSchema.MakeAsync(connection);
        await server.SqlAsync(database, string.Create(
            null, $"UPDATE cluster_schema SET version = {version}, readable_from = {readableFrom}"));

        var fault = await Record.ExceptionAsync(() => MembershipSchema.MakeAsync(connection));

        if (refusal is null)
        {
            Assert.Null(fault);
        }
        else
        {
            Assert.Contains(refusal, Assert.IsType<ConfigurationException>(fault).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tables_from_before_they_had_a_version_get_the_first()
    {
        var server = await TestServer.GetAsync();
        var database = await server.CreateDatabaseAsync();
        await MembershipSchema.MakeAsync(server.ConnectionTo(database));
        await server.SqlAsync(database, "DROP TABLE cluster_schema");

        await MembershipSchema.MakeAsync(server.ConnectionTo(database));

        Assert.Equal("1", (await server.SqlAsync(database, "SELECT version FROM cluster_schema")).Trim());
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
