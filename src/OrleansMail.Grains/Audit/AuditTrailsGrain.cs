using Orleans.Concurrency;
using OrleansMail.People;

namespace OrleansMail.Audit;

/// <summary>Asks the store which trails there are, and tells those that the caller may read.</summary>
[GrainType("audit-trails"), StatelessWorker]
internal sealed class AuditTrailsGrain(IAuditStore store) : Grain, IAuditTrailsGrain
{
    public async Task<AuditTrail[]> TrailsAsync() =>
        [.. (await store.TrailsAsync()).Where(trail => Caller.Current.May(Right.AuditRead, DomainOf(trail.Name)))];

    private static string DomainOf(string trail) => trail == IAuditGrain.SystemTrail ? Grant.Everywhere : trail;
}
