using Orleans.Concurrency;

namespace OrleansMail.Audit;

/// <summary>Asks the store which trails there are.</summary>
[GrainType("audit-trails"), StatelessWorker]
internal sealed class AuditTrailsGrain(IAuditStore store) : Grain, IAuditTrailsGrain
{
    public async Task<AuditTrail[]> TrailsAsync() => [.. await store.TrailsAsync()];
}
