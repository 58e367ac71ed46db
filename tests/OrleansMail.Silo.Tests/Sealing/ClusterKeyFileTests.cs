using OrleansMail.Storage;

namespace OrleansMail.Sealing;

public sealed class ClusterKeyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.New("keys/cluster.key");

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> NoKeyFiles =>
    [
        "1 c2hvcnQ=\n",
        "1\n",
        "one AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "0 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
        "# only a remark\n",
        "",
    ];

    [Fact]
    public void Each_version_is_added_below_the_others_and_they_stay()
    {
        var file = new ClusterKeyFile(Path);

        Assert.Equal(1, file.AddVersion());
        var first = file.Read()[1];
        Assert.Equal(2, file.AddVersion());

        var keys = file.Read();
        Assert.Equal([1, 2], keys.Keys.Order());
        Assert.Equal(first, keys[1]);
        Assert.NotEqual(keys[1], keys[2]);
        Assert.All(keys.Values, key => Assert.Equal(32, key.Length));
    }

    [Fact]
    public void Only_the_owner_can_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
        }

        new ClusterKeyFile(Path).AddVersion();
        new ClusterKeyFile(Path).AddVersion();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode());
    }

    private UnixFileMode Mode() => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(Path);

    [Theory]
    [MemberData(nameof(NoKeyFiles))]
    public void A_file_that_is_none_of_ours_is_refused_by_name(string text)
    {
        var path = _folder.New("other.key");
        File.WriteAllText(path, text);

        var refusal = Assert.Throws<DataFolderException>(() => new ClusterKeyFile(path).Read());

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapped_key_opens_under_its_version_and_its_scope_alone()
    {
        var file = new ClusterKeyFile(Path);
        file.AddVersion();
        var keys = new ClusterKeys(file);
        var secret = new byte[32];
        secret[7] = 7;
        var wrapped = keys.Wrap("campaign:a", secret);
        file.AddVersion();
        keys.Reload();

        Assert.Equal(ClusterKeys.WrappedLength, wrapped.Length);
        Assert.Equal(secret, keys.Unwrap("campaign:a", wrapped));
        Assert.Equal(2, ClusterKeys.VersionOf(keys.Wrap("campaign:a", secret)));
        Assert.Throws<DataFolderException>(() => keys.Unwrap("campaign:b", wrapped));
        wrapped[3] = 2;
        Assert.Throws<DataFolderException>(() => keys.Unwrap("campaign:a", wrapped));
    }
}
