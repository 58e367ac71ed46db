using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace OrleansMail.Storage;

public abstract class GrainStateStoreTests(StorageKind kind) : StoreTests(kind)
{
    private static readonly GrainId Id = GrainId.Create("campaign", "spring");

    private IGrainStorage Storage => Trial.Services.GetRequiredKeyedService<IGrainStorage>("Default");

    [Fact]
    public async Task State_that_was_never_written_is_new()
    {
        var state = await ReadAsync();

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Empty(state.State!);
    }

    [Fact]
    public async Task State_comes_back_as_it_was_written()
    {
        var state = await ReadAsync();
        state.State!["subject"] = "Frühling";
        await Storage.WriteStateAsync("state", Id, state);
        state.State!["more"] = "x";
        await Storage.WriteStateAsync("state", Id, state);

        var read = await ReadAsync();

        Assert.True(read.RecordExists);
        Assert.Equal("2", read.ETag);
        Assert.Equal(state.State, read.State);
        Assert.False((await ReadAsync("other")).RecordExists);
    }

    [Fact]
    public async Task The_second_of_two_first_writes_is_refused()
    {
        var (first, second) = (await ReadAsync(), await ReadAsync());
        await Storage.WriteStateAsync("state", Id, first);

        var refusal = await Assert.ThrowsAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("state", Id, second));

        Assert.Equal("1", refusal.StoredEtag);
        Assert.Null(second.ETag);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("not ours")]
    public async Task A_write_with_another_etag_is_refused_and_changes_nothing(string etag)
    {
        var state = await ReadAsync();
        await Storage.WriteStateAsync("state", Id, state);
        state.ETag = etag;
        state.State!["x"] = "y";

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", Id, state));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("state", Id, state));

        Assert.Empty((await ReadAsync()).State!);
    }

    [Fact]
    public async Task A_cleared_state_is_new_but_goes_on_counting()
    {
        var (state, stale) = (await ReadAsync(), await ReadAsync());
        state.State!["x"] = "y";
        await Storage.WriteStateAsync("state", Id, state);
        await Storage.ClearStateAsync("state", Id, state);
        Assert.Equal(("2", false, 0), (state.ETag, state.RecordExists, state.State!.Count));

        var read = await ReadAsync();
        Assert.Equal(("2", false), (read.ETag, read.RecordExists));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("state", Id, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("state", Id, stale));

        await Storage.WriteStateAsync("state", Id, read);
        Assert.Equal("3", (await ReadAsync()).ETag);
    }

    [Fact]
    public async Task Clearing_what_was_never_written_does_nothing()
    {
        var state = await ReadAsync();

        await Storage.ClearStateAsync("state", Id, state);

        Assert.Null(state.ETag);
        Assert.Same(Storage, Trial.Services.GetRequiredService<IGrainStorage>());
    }

    private async Task<GrainState<Dictionary<string, string>>> ReadAsync(string name = "state")
    {
        var state = new GrainState<Dictionary<string, string>>([]);
        await Storage.ReadStateAsync(name, Id, state);
        return state;
    }
}

public sealed class SqliteGrainStateStoreTests() : GrainStateStoreTests(StorageKind.Sqlite);

public sealed class PostgresGrainStateStoreTests() : GrainStateStoreTests(StorageKind.Postgres);
