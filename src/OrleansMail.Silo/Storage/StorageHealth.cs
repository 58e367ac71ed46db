using System.Collections.Concurrent;
using System.Globalization;
using OrleansMail.Cluster;

namespace OrleansMail.Storage;

/// <summary>Remembers which of those who write and read are waiting for the database.</summary>
internal sealed class StorageHealth : ISiloHealth
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, string Reason)> _away = new(StringComparer.Ordinal);

    public string? Problem => _away.IsEmpty
        ? null
        : _away.Values.OrderBy(one => one.Since).Select(one => string.Create(
            CultureInfo.InvariantCulture, $"Since {one.Since:u} storage takes nothing, and no mail is begun. {one.Reason}"))
            .FirstOrDefault();

    /// <summary>Somebody could not carry out what was asked for, and tries again.</summary>
    /// <param name="who">One name for each thread that writes, and one for all that read.</param>
    public void Failed(string who, Exception told)
    {
        var since = TimeProvider.System.GetUtcNow();
        _away.AddOrUpdate(who, _ => (since, told.Message), (_, before) => before with { Reason = told.Message });
    }

    /// <summary>The same has carried something out.</summary>
    public void Worked(string who)
    {
        // Nearly always there is nobody: no lock is taken for that.
        if (!_away.IsEmpty)
        {
            _away.TryRemove(who, out _);
        }
    }
}
