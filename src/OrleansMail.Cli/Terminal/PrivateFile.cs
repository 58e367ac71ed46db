namespace OrleansMail.Terminal;

/// <summary>Files that only their owner reads, in folders that only their owner enters.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file whole or not at all; one that is there already is replaced.</summary>
    public static void Write(string path, string text)
    {
        var draft = path + ".new";
        CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.Delete(draft);
        WriteNew(draft, text);
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Writes a file that must not be there yet.</summary>
    /// <exception cref="IOException">It is there.</exception>
    public static void WriteNew(string path, string text)
    {
        CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var writer = new StreamWriter(Create(path));
        writer.Write(text);
        writer.Write('\n');
    }

    /// <summary>Creates a file with mode 0600; one that exists already is an error.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }

    public static async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        await using var file = Create(path);
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync(text.AsMemory(), cancellation);
    }

    /// <summary>Makes a folder with mode 0700. The mode of one that is there already is its owner's choice.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFile | UnixFileMode.UserExecute);
        }
    }
}
