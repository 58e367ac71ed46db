using OrleansMail.People;

namespace OrleansMail.Audit;

/// <summary>Knows which audit trails there are. Key: 0.</summary>
[Alias("mail.IAuditTrailsGrain")]
public interface IAuditTrailsGrain : IGrainWithIntegerKey
{
    /// <summary>All trails by name: names and lengths, no entries. Who may read an entry is asked where it is read.</summary>
    [Alias("Trails"), Needs(Right.AuditRead, Scope.Any, Quiet = true), Orleans.Concurrency.AlwaysInterleave]
    Task<AuditTrail[]> TrailsAsync();
}
