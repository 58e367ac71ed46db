using System.Globalization;
using OrleansMail.Cluster;

namespace OrleansMail.Audit;

/// <summary>Remembers since when no checkpoint of the audit trails could be signed, and why.</summary>
internal sealed class CheckpointHealth(TimeProvider clock) : ISiloHealth
{
    private readonly Lock _lock = new();
    private (DateTimeOffset Since, string Reason)? _failing;

    public string? Problem
    {
        get
        {
            lock (_lock)
            {
                return _failing is not var (since, reason)
                    ? null
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"Since {since:u} no checkpoint of the audit trails could be signed: {reason} It is tried again; "
                        + $"mail goes on, and a change of the trails in the database would not be found.");
            }
        }
    }

    /// <summary>Since the first of the tries that failed without one between that went well; zero if the last went well.</summary>
    public TimeSpan FailingFor
    {
        get
        {
            lock (_lock)
            {
                return _failing is var (since, _) ? clock.GetUtcNow() - since : TimeSpan.Zero;
            }
        }
    }

    /// <returns>True if it went well before.</returns>
    public bool Failed(string reason)
    {
        lock (_lock)
        {
            var isNew = _failing is null;
            _failing = (_failing?.Since ?? clock.GetUtcNow(), reason);
            return isNew;
        }
    }

    /// <returns>True if it failed before.</returns>
    public bool Worked()
    {
        lock (_lock)
        {
            var isOver = _failing is not null;
            _failing = null;
            return isOver;
        }
    }
}
