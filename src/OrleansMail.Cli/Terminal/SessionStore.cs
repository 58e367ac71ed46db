using System.Security.Cryptography;
using System.Text;
using OrleansMail.People;

namespace OrleansMail.Terminal;

/// <summary>The caller's own files about one silo: the session's token, and what makes this device a known one.</summary>
/// <param name="root">The folder for configuration of all programs.</param>
/// <param name="dataFolder">The silo's folder: each has a session of its own.</param>
internal sealed class SessionStore(string root, string dataFolder)
{
    private const int NameLength = 8;

    private readonly string _path = Path.Combine(root, "orleansmail", NameOf(dataFolder));

    private string TokenFile => _path + ".session";

    private string DeviceFile => _path + ".device";

    /// <summary>Below <c>XDG_CONFIG_HOME</c>, or <c>~/.config</c>.</summary>
    public static SessionStore Of(string dataFolder)
    {
        var root = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
        return new SessionStore(root, dataFolder);
    }

    /// <summary>The token as it was kept; null if nobody is signed in.</summary>
    public string? Token
    {
        get
        {
            try
            {
                // Not asked first whether it is there: another terminal may sign out in between.
                return File.ReadAllText(TokenFile).Trim();
            }
            catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        }
    }

    public void Keep(string token) => PrivateFile.Write(TokenFile, token);

    public void Forget() => File.Delete(TokenFile);

    /// <summary>What this device shows at every sign-in; made at the first one.</summary>
    public byte[] Device()
    {
        if (!File.Exists(DeviceFile))
        {
            PrivateFile.Write(DeviceFile, Convert.ToHexStringLower(CallerToken.NewSecret()));
        }

        return Convert.FromHexString(File.ReadAllText(DeviceFile).Trim());
    }

    private static string NameOf(string dataFolder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path))[..NameLength]);
    }
}
