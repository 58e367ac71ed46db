using System.Globalization;

namespace OrleansMail.People;

/// <summary>Hashes nothing, and counts how often it was asked.</summary>
internal sealed class CheapHasher : IPasswordHasher
{
    private int _asked;

    public int Asked => _asked;

    /// <summary>Part of every hash: changed, the hashes made before are no longer current.</summary>
    public int Cost { get; set; } = 1;

    public Task<string?> HashAsync(string password) =>
        Task.FromResult<string?>(string.Create(CultureInfo.InvariantCulture, $"{Cost}|{password}"));

    public Task<bool?> VerifyAsync(string password, string hash, bool isKnown)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult<bool?>(hash.Length > 0 && hash[(hash.IndexOf('|', StringComparison.Ordinal) + 1)..] == password);
    }

    public bool IsCurrent(string hash) =>
        hash.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{Cost}|"), StringComparison.Ordinal);
}
