namespace OrleansMail.Storage;

/// <summary>One folder with everything the engine keeps, held by one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    // ENOSPC and EDQUOT of Linux, and ERROR_DISK_FULL of Windows, as .NET gives them on.
    private const int NoSpace = 28;
    private const int NoQuota = 122;
    private const int WindowsDiskFull = unchecked((int)0x8007_0070);

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream folderLock) => (Root, _lock) = (path, folderLock);

    public string Root { get; }

    /// <summary>Makes the folder if there is none and takes its lock.</summary>
    /// <exception cref="DataFolderException">Another process holds it.</exception>
    public static DataFolder Open(string path)
    {
        var full = Path.GetFullPath(path);
        CreateFolder(full);
        try
        {
            // A lock of the operating system: it goes with the process, however that ends.
            return new DataFolder(full, OpenFile(Path.Combine(full, "lock"), FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException e) when (!IsNoRoom(e) && e is not DirectoryNotFoundException and not PathTooLongException)
        {
            throw new DataFolderException(
                DataFolderFault.InUse,
                $"The data folder {full} is used by another process. Stop that one or choose another folder.", e);
        }
    }

    /// <summary>Could something not be written because nothing is free on the disk, or of what its owner may use?</summary>
    public static bool IsNoRoom(Exception failure) => failure.HResult is NoSpace or NoQuota or WindowsDiskFull;

    /// <summary>The path of a file that only its owner can read, made empty if it is not there.</summary>
    public string Claim(string name)
    {
        var path = Path.Combine(Root, name);
        OpenFile(path, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();
        return path;
    }

    /// <summary>Writes a new file that only its owner can read, whole or not at all.</summary>
    public static void WriteNew(string path, ReadOnlySpan<byte> octets) => Write(path, octets, replace: false);

    /// <summary>Writes a file that only its owner can read, whole or not at all.</summary>
    public static void Write(string path, ReadOnlySpan<byte> octets, bool replace)
    {
        CreateFolder(Path.GetDirectoryName(path)!);
        var draft = path + ".new";
        File.Delete(draft);
        using (var file = OpenFile(draft, FileMode.CreateNew, FileShare.None))
        {
            file.Write(octets);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, replace);
    }

    /// <summary>
    /// Adds to a file that only its owner can read, made empty if it is not there: all of it, or, if there is no room, nothing.
    /// </summary>
    public static void Append(string path, ReadOnlySpan<byte> octets)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.Read,

            // What a buffer could not write it would try again when the file is closed.
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        using var file = new FileStream(path, options);
        var before = file.Length;
        try
        {
            file.Write(octets);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Whoever adds the next line would add it to half a line.
            file.SetLength(before);
            throw;
        }
    }

    public void Dispose() => _lock.Dispose();

    private static void CreateFolder(string path)
    {
        // The mode of a folder that is there already is its owner's choice.
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFolder);
        }
    }

    private static FileStream OpenFile(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }
}
