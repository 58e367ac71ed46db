using System.Globalization;

namespace OrleansMail;

/// <summary>A small file system in memory, which can be filled. Takes root, or sudo without a password.</summary>
public sealed class MemoryDisk : IAsyncDisposable
{
    private readonly string _path;

    private MemoryDisk(string path) => _path = path;

    private string Ballast => Path.Combine(_path, "ballast");

    /// <summary>Mounts it on a folder, which is made.</summary>
    public static async Task<MemoryDisk> MountAsync(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        var size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=700");
        (await Programs.Run("mount", "-t", "tmpfs", "-o", size, "tmpfs", path)).Succeeded();
        return new MemoryDisk(path);
    }

    /// <summary>Takes all that is free.</summary>
    public async Task FillAsync()
    {
        // Until it fails: what is free changes meanwhile.
        await Programs.Run("dd", "if=/dev/zero", $"of={Ballast}", "bs=1M");
        await Programs.Run("sh", "-c", $"dd if=/dev/zero bs=4k >> {Ballast}");
        if (new DriveInfo(_path).AvailableFreeSpace > 0)
        {
            throw new InvalidOperationException($"The disk at {_path} could not be filled.");
        }
    }

    /// <summary>Gives it free again.</summary>
    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync() => (await Programs.Run("umount", _path)).Succeeded();
}
