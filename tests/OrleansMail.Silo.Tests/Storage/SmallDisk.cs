namespace OrleansMail.Storage;

/// <summary>A file system of 2 MB that belongs to the role of the server; its test is skipped where none can be mounted.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(string path)
    {
        Directory.CreateDirectory(path);
        var mounted = await Programs.Run("mount", "-t", "tmpfs", "-o", "size=2m,mode=755", "tmpfs", path);
        Assert.SkipWhen(mounted.ExitCode != 0, "No file system can be mounted here.");
        (await Programs.Run("chmod", "755", Directory.GetParent(path)!.FullName)).Succeeded();
        (await Programs.Run("chown", "postgres", path)).Succeeded();
        return new SmallDisk(path);
    }

    // The server may still have files open; the mount is gone from the tree at once.
    public async ValueTask DisposeAsync() => (await Programs.Run("umount", "-l", Path)).Succeeded();
}
