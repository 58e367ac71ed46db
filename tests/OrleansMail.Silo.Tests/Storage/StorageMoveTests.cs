using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;
using OrleansMail.Sealing;

namespace OrleansMail.Storage;

/// <summary>A data folder that becomes a database.</summary>
public sealed class StorageMoveTests : IDisposable
{
    private static readonly GrainId Id = GrainId.Create("campaign", "spring");

    private readonly TempFolder _folder = new();

    private string Data => _folder.New("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everything_is_in_the_database_afterwards_and_the_folder_sends_nothing_more()
    {
        var (audience, import, token) = await FillAsync();
        var database = await PostgresTrial.CreateAsync(await TestServer.GetAsync());

        var moved = await StorageMove.RunAsync(Data, To(database));

        Assert.Equal((1, 3L), (moved.Trails, moved.Rows["outcome"]));
        Assert.False(File.Exists(Path.Combine(Data, SqliteDatabase.FileName)));
        using var trial = new StorageTrial(Data, database);
        Assert.Equal(token, trial.Services.GetRequiredService<IAddressKey>().Token("spring", 1));
        Assert.Equal(new OutcomeCounts(2, 1, 0, 0, 0, 0, 0), await trial.Ledger.CountsAsync(audience));
        Assert.True(await trial.Audiences.IsIntactAsync(audience));
        Assert.Equal("r3@example.test", (await trial.Ledger.OutcomesAsync(audience, 2, 1))[0].Address);
        Assert.Equal([1, 2, 3], (await trial.Contents.GetAsync("spring"))!);
        Assert.Null(await trial.Contents.GetAsync("forgotten"));
        var state = new GrainState<Dictionary<string, string>>([]);
        await trial.Services.GetRequiredService<IGrainStorage>().ReadStateAsync("state", Id, state);
        Assert.Equal(("1", "y"), (state.ETag, state.State!["x"]));
        Assert.Equal(4, await AuditTrial.Writer(trial).AppendAsync(AuditTrial.Fact()));
        Assert.Null((await AuditTrial.VerifyAsync(trial)).FirstBad);

        // The claim of before is still somebody's, and an import goes on where it was.
        Assert.Empty(await trial.Ledger.TraceAsync(StorageTrial.KeyOf("nobody@example.test")));
        var added = await trial.Audiences.AddChunkAsync(import, 1, StorageTrial.Rows(5, 10));
        Assert.Equal((15L, 5), (added.Rows, added.Duplicates.Count));
        Assert.True(await trial.Audiences.OpenAsync("later", [], isStream: false) > import);
    }

    [Fact]
    public async Task A_move_that_died_before_its_end_may_be_run_again()
    {
        await FillAsync();
        var database = await PostgresTrial.CreateAsync(await TestServer.GetAsync());
        await StorageMove.RunAsync(Data, To(database));
        var file = Path.Combine(Data, SqliteDatabase.FileName);
        File.Move(file + ".moved", file);

        Assert.Equal(3, (await StorageMove.RunAsync(Data, To(database))).Rows["outcome"]);

        var again = await Assert.ThrowsAsync<DataFolderException>(() => StorageMove.RunAsync(Data, To(database)));
        Assert.Contains("moved already", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_holds_something_else_is_left_alone()
    {
        await FillAsync();
        using var other = await StorageTrial.OpenAsync(StorageKind.Postgres);
        await other.Contents.PutAsync("other", [9]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => StorageMove.RunAsync(Data, To(other.Postgres)));

        Assert.Equal([9], (await other.Contents.GetAsync("other"))!);
        Assert.True(File.Exists(Path.Combine(Data, SqliteDatabase.FileName)));
    }

    [Fact]
    public async Task A_row_that_cannot_be_copied_leaves_the_database_empty()
    {
        await FillAsync();
        using (var trial = new StorageTrial(Data))
        {
            trial.Tamper("INSERT INTO directory(kind, id, running) VALUES('campaign', 'a' || char(0) || 'b', 1)");
        }

        var database = await PostgresTrial.CreateAsync(await TestServer.GetAsync());

        await Assert.ThrowsAnyAsync<Exception>(() => StorageMove.RunAsync(Data, To(database)));

        Assert.Equal(false, database.Ask("SELECT to_regclass('content') IS NOT NULL"));
        Assert.True(File.Exists(Path.Combine(Data, SqliteDatabase.FileName)));
    }

    [Fact]
    public async Task A_folder_with_a_silo_on_it_is_refused()
    {
        using var trial = new StorageTrial(Data);
        await trial.Contents.PutAsync("spring", [1]);
        var database = await PostgresTrial.CreateAsync(await TestServer.GetAsync());

        var refusal = await Assert.ThrowsAsync<DataFolderException>(() => StorageMove.RunAsync(Data, To(database)));

        Assert.Equal(DataFolderFault.InUse, refusal.Fault);
    }

    private static IConfiguration To(PostgresTrial database) => new ConfigurationBuilder().AddInMemoryCollection(
        [new("Storage:Provider", "postgresql"), new("Storage:ConnectionString", database.Connection)]).Build();

    private async Task<(long Audience, long Import, string Token)> FillAsync()
    {
        using var trial = new StorageTrial(Data);
        await trial.Contents.PutAsync("spring", [1, 2, 3]);
        await trial.Contents.PutAsync("forgotten", [1]);
        await trial.Services.GetRequiredService<IKeyVault>().ForgetAsync("forgotten");
        var audience = await trial.AudienceAsync();
        await trial.Audiences.FactsAsync(audience);
        var claim = await trial.ClaimAsync(audience);
        await trial.LeaseAsync(claim, 1, 0, 1, 2, 3);
        await trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 0));
        await trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 1));
        await trial.Ledger.RecordAsync(StorageTrial.Outcome(audience, 2, kind: OutcomeKind.Deferred));
        await trial.Ledger.FlushAsync();
        var state = new GrainState<Dictionary<string, string>>(new(StringComparer.Ordinal) { ["x"] = "y" });
        await trial.Services.GetRequiredService<IGrainStorage>().WriteStateAsync("state", Id, state);
        for (var i = 0; i < 3; i++)
        {
            await AuditTrial.Writer(trial).AppendAsync(AuditTrial.Fact());
        }

        await trial.Suppressions.AddAsync(
            StorageTrial.KeyOf("a@b.test"), new("a@b.test", "manual", "", StorageTrial.Noon));
        var stream = await trial.Audiences.OpenAsync("shop.test/orders", ["name"], isStream: true);
        await trial.Audiences.AppendAsync(stream, "order-1", new byte[32], StorageTrial.Row("a@b.test"), trial.Now);
        var import = await trial.AudienceAsync(campaign: "summer");
        return (audience, import, trial.Services.GetRequiredService<IAddressKey>().Token("spring", 1));
    }
}
