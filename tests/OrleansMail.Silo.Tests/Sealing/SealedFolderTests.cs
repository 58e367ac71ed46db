using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

/// <summary>What the files of a data folder do not hold.</summary>
public sealed class SealedFolderTests : IDisposable
{
    private readonly StorageTrial _trial = new();

    private IKeyVault Vault => _trial.Services.GetRequiredService<IKeyVault>();

    public void Dispose() => _trial.Dispose();

    [Fact]
    public async Task Guesses_of_values_and_idempotency_keys_meet_no_plain_hash()
    {
        var stream = await _trial.Audiences.OpenAsync("shop.test/orders", ["name"], isStream: true);
        var row = StorageTrial.Row("a@b.test", 0, "Yuki Tanaka");
        var body = System.Security.Cryptography.SHA256.HashData("Yuki Tanaka"u8);
        await _trial.Audiences.AppendAsync(stream, "order-4711", body, row, StorageTrial.Noon);

        var search = new OctetSearch();
        search.Add("order-4711");
        search.Add("Yuki Tanaka");
        search.Add(body, "the plain hash of the body");

        Assert.Equal([], search.Find(_trial.Data));
    }

    [Fact]
    public async Task No_copy_of_the_key_is_left_in_any_file()
    {
        // Enough of them that the table has many pages, and the key stands in the middle.
        for (var number = 0; number < 200; number++)
        {
            await _trial.Contents.PutAsync($"campaign-{number}", [1]);
        }

        var wrapped = WrappedKey("campaign:campaign-77");
        var search = new OctetSearch();
        search.Add(wrapped, "the wrapped key");
        search.Add(wrapped[^32..], "its end");
        Assert.NotEmpty(search.Find(_trial.Data));

        await Vault.ForgetAsync("campaign-77");

        Assert.Equal([], search.Find(_trial.Data));
        Assert.NotNull(await _trial.Contents.GetAsync("campaign-76"));
        Assert.NotNull(await _trial.Contents.GetAsync("campaign-78"));
    }

    private byte[] WrappedKey(string scope)
    {
        var path = Path.Combine(_trial.Data, SqliteDatabase.FileName);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT wrapped FROM data_key WHERE scope = $scope";
        command.Parameters.AddWithValue("$scope", scope);
        return (byte[])command.ExecuteScalar()!;
    }
}
