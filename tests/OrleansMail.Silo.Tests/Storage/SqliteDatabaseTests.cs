namespace OrleansMail.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => _folder.New("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_in_use_is_refused_and_free_afterwards()
    {
        using (SqliteDatabase.Open(Data))
        {
            Assert.Equal(DataFolderFault.InUse, Refusal().Fault);
        }

        SqliteDatabase.Open(Data).Dispose();
    }

    [Fact]
    public async Task Only_the_owner_can_read_what_is_made()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
        }

        using var trial = new StorageTrial(Data);
        await trial.Contents.PutAsync("spring", [1]);
        Assert.NotNull(trial.Services.GetService(typeof(Recipients.IAddressKey)));

        var files = Directory.GetFiles(Data);

        var modes = files.Select(ModeOf);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(Data));
        Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
        Assert.All(modes, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode));
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        using (var trial = new StorageTrial(Data))
        {
            await trial.Contents.PutAsync("spring", [1, 2, 3]);
        }

        using var again = new StorageTrial(Data);
        Assert.Equal([1, 2, 3], await again.Contents.GetAsync("spring"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, SqliteDatabase.FileName), new string('x', 8192));

        Assert.Equal(DataFolderFault.Damaged, Refusal().Fault);
    }

    [Fact]
    public void A_database_with_damaged_pages_is_refused()
    {
        SqliteDatabase.Open(Data).Dispose();
        using (var file = File.OpenWrite(Path.Combine(Data, SqliteDatabase.FileName)))
        {
            file.Position = 4096;
            file.Write(new byte[3 * 4096]);
        }

        Assert.Equal(DataFolderFault.Damaged, Refusal().Fault);
    }

    [Fact]
    public void A_folder_of_a_newer_release_is_refused()
    {
        using (var trial = new StorageTrial(Data))
        {
            Assert.NotNull(trial.Contents);
            trial.Tamper("PRAGMA user_version = 99; INSERT INTO content VALUES('a', x'')");
        }

        Assert.Equal(DataFolderFault.Newer, Refusal().Fault);
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private DataFolderException Refusal() =>
        Assert.Throws<DataFolderException>(() => SqliteDatabase.Open(Data));
}
