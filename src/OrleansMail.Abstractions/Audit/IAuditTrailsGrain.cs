using OrleansMail.People;

namespace OrleansMail.Audit;

/// <summary>Knows which audit trails there are. Key: 0.</summary>
[Alias("mail.IAuditTrailsGrain")]
public interface IAuditTrailsGrain : IGrainWithIntegerKey
{
    /// <summary>The trails that the caller may read, by name: names and lengths, no entries.</summary>
    [Alias("Trails"), Needs(Right.AuditRead, Scope.Any, Quiet = true), Orleans.Concurrency.AlwaysInterleave]
    Task<AuditTrail[]> TrailsAsync();
}
