using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

/// <summary>The file with the cluster key: a line for each version, <c>VERSION BASE64</c>; <c>#</c> begins a comment.</summary>
/// <remarks>A key has 32 octets, a version is 1 to 2,147,483,647. The highest version wraps, the others still open.</remarks>
public sealed class ClusterKeyFile(string path)
{
    /// <summary>Its name where no other is given.</summary>
    public const string FileName = "cluster.key";

    /// <summary>The variable of the environment that names the file, above any option.</summary>
    public const string Variable = "ORLEANSMAIL_CLUSTER_KEY_FILE";

    internal const int KeyLength = 32;

    private const string Head =
        "# The cluster key of OrleansMail. Without it nothing that is stored can be read.\n"
        + "# Keep this file on another disk than the data, and its backup apart from theirs.\n";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    internal bool Exists => File.Exists(Path);

    /// <summary>Adds a new key under the next version, or makes the file with version 1.</summary>
    /// <returns>The version of the new key.</returns>
    /// <exception cref="DataFolderException">The file is there and is none of ours.</exception>
    public int AddVersion()
    {
        var before = Exists ? File.ReadAllText(Path) : Head;
        var versions = Exists ? Read() : [];
        var version = versions.Count == 0 ? 1 : checked(versions.Keys.Max() + 1);
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        var line = string.Create(CultureInfo.InvariantCulture, $"{version} {Convert.ToBase64String(key)}\n");
        CryptographicOperations.ZeroMemory(key);
        foreach (var old in versions.Values)
        {
            CryptographicOperations.ZeroMemory(old);
        }

        var end = before.Length == 0 || before.EndsWith('\n') ? "" : "\n";
        DataFolder.Write(Path, Encoding.ASCII.GetBytes(before + end + line), replace: Exists);
        return version;
    }

    /// <summary>The keys by version.</summary>
    /// <exception cref="DataFolderException">The file is not there, or no file of ours.</exception>
    internal Dictionary<int, byte[]> Read()
    {
        if (!Exists)
        {
            throw new DataFolderException(
                DataFolderFault.KeyLost,
                $"The cluster key file {Path} is not there. Restore it from its backup; without it nothing that is "
                + "stored can be read.");
        }

        var keys = new Dictionary<int, byte[]>();
        var number = 0;
        foreach (var line in File.ReadLines(Path).Select(line => line.Trim()))
        {
            number++;
            if (line.Length > 0 && line[0] != '#' && !TryRead(line, keys))
            {
                throw new DataFolderException(
                    DataFolderFault.Damaged,
                    $"Line {number.ToString(CultureInfo.InvariantCulture)} of the cluster key file {Path} is no "
                    + "`VERSION BASE64` of a key of 32 octets, or its version is there already. Restore the file from its "
                    + "backup.");
            }
        }

        return keys.Count > 0
            ? keys
            : throw new DataFolderException(
                DataFolderFault.KeyLost,
                $"The cluster key file {Path} has no key in it. Restore it from its backup.");
    }

    private static bool TryRead(string line, Dictionary<int, byte[]> keys)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var key = new byte[KeyLength];
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && version > 0
            && Convert.TryFromBase64String(parts[1], key, out var length)
            && length == KeyLength
            && keys.TryAdd(version, key);
    }
}
