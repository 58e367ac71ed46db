using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

public sealed class KeyRotationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.New("data");

    private string KeyPath => Path.Combine(Data, ClusterKeyFile.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_version_wraps_every_key_while_the_old_one_still_opens()
    {
        using (var trial = new StorageTrial(Data))
        {
            await WriteAsync(trial);
            var vault = Vault(trial);
            Assert.Equal([new SealVersion(1, 3)], (await vault.StatusAsync()).Versions);

            new ClusterKeyFile(KeyPath).AddVersion();
            var rotated = await vault.RotateAsync();

            Assert.Equal((2, 1L), (rotated.Newest, rotated.Forgotten));
            Assert.Equal([new SealVersion(1, 0), new SealVersion(2, 3)], rotated.Versions);
            Assert.Equal(rotated.Versions, (await vault.RotateAsync()).Versions);
            Assert.Equal([2], (await trial.Contents.GetAsync("two"))!);
            await trial.Contents.PutAsync("three", [3]);
        }

        RemoveVersion(1);
        using var again = new StorageTrial(Data);
        Assert.Equal([2], (await again.Contents.GetAsync("two"))!);
        Assert.Equal([3], (await again.Contents.GetAsync("three"))!);
        Assert.Null(await again.Contents.GetAsync("one"));
        Assert.Equal([new SealVersion(2, 4)], (await Vault(again).StatusAsync()).Versions);
    }

    [Fact]
    public async Task Nothing_wrapped_under_the_old_version_is_left_in_any_file()
    {
        using var trial = new StorageTrial(Data);
        await WriteAsync(trial);
        var search = new OctetSearch();
        foreach (var wrapped in await WrappedAsync(trial))
        {
            search.Add(wrapped, "a key under the old version");
        }

        new ClusterKeyFile(KeyPath).AddVersion();
        await Vault(trial).RotateAsync();

        Assert.Equal([], search.Find(Data));
    }

    [Fact]
    public async Task A_version_that_is_still_needed_and_taken_out_stops_the_start_and_is_named()
    {
        using (var trial = new StorageTrial(Data))
        {
            await WriteAsync(trial);
            new ClusterKeyFile(KeyPath).AddVersion();
        }

        RemoveVersion(1);

        var refusal = Refusal();
        Assert.Equal(DataFolderFault.KeyLost, refusal.Fault);
        Assert.Contains($"{KeyPath} has no version 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_key_file_stops_the_start_by_name_and_no_other_is_made()
    {
        using (var trial = new StorageTrial(Data))
        {
            await WriteAsync(trial);
        }

        File.Delete(KeyPath);

        var refusal = Refusal();
        Assert.Equal(DataFolderFault.KeyLost, refusal.Fault);
        Assert.Contains($"{KeyPath} is not there", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyPath));
    }

    [Fact]
    public async Task The_key_of_another_folder_is_refused()
    {
        using (var trial = new StorageTrial(Data))
        {
            await WriteAsync(trial);
        }

        File.Delete(KeyPath);
        new ClusterKeyFile(KeyPath).AddVersion();

        Assert.Equal(DataFolderFault.KeyLost, Refusal().Fault);
    }

    [Fact]
    public async Task The_key_file_may_lie_elsewhere_and_then_none_is_in_the_folder()
    {
        var elsewhere = _folder.New("keys/cluster.key");
        await using var services = new ServiceCollection().AddSerializer()
            .AddEmbeddedStorage(Data, null, elsewhere).BuildServiceProvider();

        await services.GetRequiredService<Campaigns.IContentStore>().PutAsync("one", [1]);

        Assert.True(File.Exists(elsewhere));
        Assert.False(File.Exists(KeyPath));
    }

    private static IKeyVault Vault(StorageTrial trial) => trial.Services.GetRequiredService<IKeyVault>();

    /// <summary>Four keys: of three campaigns, one of them forgotten, and of what belongs to no campaign.</summary>
    private static async Task WriteAsync(StorageTrial trial)
    {
        await trial.Contents.PutAsync("one", [1]);
        await trial.Contents.PutAsync("two", [2]);
        await trial.Suppressions.AddAsync(
            StorageTrial.KeyOf("a@b.test"), new("a@b.test", "manual", "", StorageTrial.Noon));
        await trial.AudienceAsync(campaign: "other");
        await Vault(trial).ForgetAsync("one");
    }

    private static Task<List<byte[]>> WrappedAsync(StorageTrial trial) => trial.Services
        .GetRequiredService<IStoreReaders>().RunAsync(session => DataKeyTable.ListOthers(session, 2, 0, 100)
            .ConvertAll(row => row.Wrapped));

    private void RemoveVersion(int version)
    {
        var lines = File.ReadAllLines(KeyPath).Where(line => !line.StartsWith($"{version} ", StringComparison.Ordinal));
        File.WriteAllLines(KeyPath, lines.ToArray());
    }

    private DataFolderException Refusal() =>
        Assert.Throws<DataFolderException>(() => SqliteDatabase.Open(Data));
}
