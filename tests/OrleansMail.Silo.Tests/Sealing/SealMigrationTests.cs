using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OrleansMail.Recipients;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

public sealed class SealMigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public SealMigrationTests() => OldFolder.Write(Data);

    private string Data => _folder.New("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_old_folder_is_sealed_at_its_first_start_and_says_the_same_as_before()
    {
        Assert.Equal(OldFolder.Secrets.Order(), Found().Order());

        using var trial = new StorageTrial(Data);
        await SaysTheSameAsync(trial);

        Assert.Equal([], Found());
        trial.Dispose();
        Assert.Equal([], Found());
    }

    [Fact]
    public async Task The_secret_of_addresses_is_taken_over_and_its_file_is_gone()
    {
        var before = new AddressKey(OldFolder.AddressSecret).Token("spring", 7);

        using (var trial = new StorageTrial(Data))
        {
            Assert.Equal(before, trial.Services.GetRequiredService<IAddressKey>().Token("spring", 7));
            await trial.Contents.PutAsync("other", [1]);
        }

        Assert.False(File.Exists(Path.Combine(Data, AddressKey.FileName)));
        using var again = new StorageTrial(Data);
        Assert.Equal(before, again.Services.GetRequiredService<IAddressKey>().Token("spring", 7));
        var search = new OctetSearch();
        search.Add(OldFolder.AddressSecret, "the secret of addresses");
        Assert.Equal([], search.Find(Data));
    }

    [Fact]
    public async Task What_fails_in_the_middle_leaves_the_old_folder_and_the_next_start_seals_it()
    {
        OldFolder.Run(
            Data, "CREATE TRIGGER stop BEFORE UPDATE ON outcome BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");

        var refusal = Assert.Throws<DataFolderException>(() => SqliteDatabase.Open(Data));
        Assert.Contains("the disk is full", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(OldFolder.Secrets.Order(), Found().Order());

        OldFolder.Run(Data, "DROP TRIGGER stop");
        using var trial = new StorageTrial(Data);
        await SaysTheSameAsync(trial);
        Assert.Equal([], Found());
    }

    [Fact]
    public async Task A_start_that_died_before_the_clean_up_is_cleaned_up_by_the_next()
    {
        SealOnly();
        Assert.Contains(OldFolder.Deleted, Found());

        using var trial = new StorageTrial(Data);

        await SaysTheSameAsync(trial);
        Assert.Equal([], Found());
    }

    private static async Task SaysTheSameAsync(StorageTrial trial)
    {
        Assert.Equal(OldFolder.Subject, Text(await trial.Contents.GetAsync("spring")));
        var chunk = (await trial.Audiences.LoadAsync(1, 0))!;
        Assert.True(chunk.IsIntact);
        Assert.Equal((OldFolder.Address, OldFolder.Value), (chunk.Rows[0].Address, chunk.Rows[0].Values[0]));
        Assert.True(await trial.Audiences.IsIntactAsync(1));

        var trace = await trial.Ledger.TraceAsync(StorageTrial.KeyOf(OldFolder.Address));
        Assert.Equal(["shop.test/orders", "spring"], trace.Select(line => line.Campaign));
        Assert.All(trace, line => Assert.Equal(OldFolder.Address, line.Address));
        Assert.Equal(OldFolder.Outcome, trace[1].Entry);
        Assert.Equal(1, (await trial.Ledger.CountsAsync(1)).Bounced);

        var again = await trial.Audiences.AppendAsync(
            2, OldFolder.IdempotencyKey, OldFolder.BodyHash, StorageTrial.Row(OldFolder.Address), StorageTrial.Noon);
        Assert.Equal((0L, true), (again.Row, again.SameBody));

        var entry = Assert.Single(await trial.Suppressions.ListAsync(null, 10));
        Assert.Equal((OldFolder.Suppressed, OldFolder.Evidence), (entry.Address, entry.Evidence));
        Assert.NotNull(await trial.Suppressions.FindAsync(StorageTrial.KeyOf(OldFolder.Suppressed)));
        Assert.Equal(OldFolder.State, await StateAsync(trial));
    }

    private static Task<byte[]> StateAsync(StorageTrial trial)
    {
        const string Find = "SELECT type, id, body FROM grain_state WHERE type = 'sending-domain'";
        var keys = trial.Services.GetRequiredService<DataKeys>();
        return trial.Services.GetRequiredService<IStoreReaders>().RunAsync(session =>
        {
            var line = session[Find];
            Assert.True(line.Step());
            var place = Place.GrainState(line.Text(0), line.Text(1));
            using var plain = keys.Open(session, place, line.Blob(2), out var opened);
            Assert.Equal(Opened.Plain, opened);
            return plain.Span.ToArray();
        });
    }

    /// <summary>The folder as a kill between sealing and clean-up leaves it.</summary>
    private void SealOnly()
    {
        var path = Path.Combine(Data, SqliteDatabase.FileName);
        using var session = new SqliteSession(Connected(new SqliteConnection($"Data Source={path};Pooling=False")));
        SealMigration.Run(session, FolderKeys.Make(new ClusterKeyFile(Path.Combine(Data, ClusterKeyFile.FileName))));
    }

    private static SqliteConnection Connected(SqliteConnection connection)
    {
        connection.Open();
        return connection;
    }

    private static string Text(byte[]? octets) => System.Text.Encoding.UTF8.GetString(octets ?? []);

    private List<string> Found()
    {
        var search = new OctetSearch();
        foreach (var secret in OldFolder.Secrets)
        {
            search.Add(System.Text.Encoding.UTF8.GetBytes(secret), secret);
        }

        return search.Find(Data).Select(found => found.Split(": ", 2)[1]).Distinct().ToList();
    }
}
