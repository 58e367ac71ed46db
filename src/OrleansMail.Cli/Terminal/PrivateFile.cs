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
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        using var writer = new StreamWriter(new FileStream(path, options));
        writer.Write(text);
        writer.Write('\n');
    }

    private static void CreateFolder(string path)
    {
        // The mode of a folder that is there already is its owner's choice.
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
