using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.People;

namespace OrleansMail.Sealing;

/// <summary>
/// Derived from the cluster key (RFC 5869), one for each of its versions: silos need no secret beside that key, and tell
/// nothing about it by showing this one.
/// </summary>
/// <remarks>Written as the version, a dot, and 64 hex digits, so that silos still agree while a new version spreads.</remarks>
internal sealed class CallSecrets(ClusterKeys keys) : ICallSecrets
{
    /// <summary>What the secret is derived for.</summary>
    public const string Label = "orleansmail call 1";

    private readonly ConcurrentDictionary<int, string> _secrets = new();
    private readonly Lock _lock = new();
    private int _unknown;

    public string Newest => Of(keys.Newest)!;

    /// <summary>Those of every version that the file has.</summary>
    public IEnumerable<string> All => keys.Versions.Select(Of).OfType<string>();

    public bool Holds(string shown)
    {
        var dot = shown.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && int.TryParse(shown.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && (Of(version) ?? Fresh(version)) is { } secret
            && CryptographicOperations.FixedTimeEquals(
                MemoryMarshal.AsBytes(shown.AsSpan()), MemoryMarshal.AsBytes(secret.AsSpan()));
    }

    private string? Of(int version)
    {
        if (_secrets.TryGetValue(version, out var known))
        {
            return known;
        }

        return keys.Derive(version, Encoding.ASCII.GetBytes(Label)) is { } secret
            ? _secrets.GetOrAdd(
                version, string.Create(CultureInfo.InvariantCulture, $"{version}.{Convert.ToHexStringLower(secret)}"))
            : null;
    }

    /// <summary>Another silo may have read a newer file; a stranger must not make this one read it at every call.</summary>
    private string? Fresh(int version)
    {
        lock (_lock)
        {
            if (_unknown == version)
            {
                return null;
            }

            _unknown = version;
        }

        keys.Reload();
        return Of(version);
    }
}
