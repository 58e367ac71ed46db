using OrleansMail.Audit;

namespace OrleansMail.Fakes;

/// <summary>Knows of two trails.</summary>
internal sealed class FakeAuditTrailsGrain : Grain, IAuditTrailsGrain
{
    public Task<AuditTrail[]> TrailsAsync() =>
        Task.FromResult<AuditTrail[]>([new("all.example", FakeAuditGrain.Entries), new("system", FakeAuditGrain.Entries)]);
}
