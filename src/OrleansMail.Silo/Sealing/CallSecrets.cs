using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.People;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

/// <summary>
/// Derived from the cluster key (RFC 5869), one for each of its versions: silos need no secret beside that key, and tell
/// nothing about it by showing this one.
/// </summary>
/// <remarks>
/// Written as the version, a dot, and 64 hex digits, so that silos still agree while a new version spreads. Anybody who
/// reaches the gateway can show anything: what is kept is what the file has, whatever is shown, and an unknown version
/// costs what a known one does.
/// </remarks>
internal sealed class CallSecrets(ClusterKeys keys, TimeProvider clock) : ICallSecrets
{
    /// <summary>What the secret is derived for.</summary>
    public const string Label = "orleansmail call 1";

    // Ten digits of a version, a dot, 64 hex digits.
    private const int LongestShown = 75;

    // A stranger makes this silo read its small file four times a second at most; a silo with a version that the file has
    // just got is not known for that long at most.
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromMilliseconds(250);

    private readonly string _decoy = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ClusterKeyFile.KeyLength));
    private readonly Lock _lock = new();
    private DerivedSecrets? _derived;
    private long? _readAt;

    public string Newest => Now().Newest;

    /// <summary>Those of every version that the file has.</summary>
    public IReadOnlyCollection<string> All => Now().ByVersion.Values;

    public bool Holds(string shown)
    {
        var dot = shown.Length <= LongestShown ? shown.IndexOf('.', StringComparison.Ordinal) : -1;
        if (dot <= 0
            || !int.TryParse(shown.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return false;
        }

        var secret = Now().ByVersion.GetValueOrDefault(version) ?? Fresh(version);

        // Both at once: whether there is such a version is not to be told by the time that it takes.
        return CryptographicOperations.FixedTimeEquals(
                MemoryMarshal.AsBytes(shown.AsSpan()), MemoryMarshal.AsBytes((secret ?? Written(version, _decoy)).AsSpan()))
            & secret is not null;
    }

    private DerivedSecrets Now()
    {
        if (Volatile.Read(ref _derived) is { } known && known.Reading == keys.Readings)
        {
            return known;
        }

        var (reading, secrets) = keys.DeriveAll(Encoding.ASCII.GetBytes(Label));
        var written = secrets.ToDictionary(one => one.Key, one => Written(one.Key, Convert.ToHexStringLower(one.Value)));
        var derived = new DerivedSecrets(reading, written[secrets.Keys.Max()], written);
        Volatile.Write(ref _derived, derived);
        return derived;
    }

    /// <summary>Another silo may have read a newer file. Whoever comes meanwhile waits for that reading and sees it too.</summary>
    private string? Fresh(int version)
    {
        lock (_lock)
        {
            if (!Now().ByVersion.ContainsKey(version)
                && (_readAt is not { } at || clock.GetElapsedTime(at) >= BetweenReadings))
            {
                _readAt = clock.GetTimestamp();
                TryReload();
            }

            return Now().ByVersion.GetValueOrDefault(version);
        }
    }

    private void TryReload()
    {
        try
        {
            keys.Reload();
        }
        catch (Exception fault) when (fault is DataFolderException or IOException or UnauthorizedAccessException)
        {
            // Somebody is writing the file, or it is gone: the keys that were read hold, and a stranger learns nothing of it.
        }
    }

    private static string Written(int version, string secret) =>
        string.Create(CultureInfo.InvariantCulture, $"{version}.{secret}");

    /// <summary>What was derived from one reading of the file.</summary>
    private sealed record DerivedSecrets(int Reading, string Newest, Dictionary<int, string> ByVersion);
}
