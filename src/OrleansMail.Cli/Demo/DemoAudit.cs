using OrleansMail.Audit;
using OrleansMail.Commands;

namespace OrleansMail.Demo;

/// <summary>Reads every audit trail of the demo's silo and recomputes its chain.</summary>
internal static class DemoAudit
{
    /// <returns>How many entries there are, and whether all of them are as they were written.</returns>
    public static async Task<(long Entries, bool IsWhole)> VerifyAsync(
        IGrainFactory grains, CancellationToken cancellation)
    {
        var verifier = new AuditVerifier(checkpoints: null);
        foreach (var trail in await grains.GetGrain<IAuditTrailsGrain>(0).TrailsAsync())
        {
            verifier.Expect(trail.Name);
            await foreach (var entry in AuditPages.ListAsync(grains, trail.Name, new AuditFilter(), cancellation))
            {
                verifier.Add(entry);
            }
        }

        var verdict = Views.VerifyView.Of(verifier.End(), []);
        return (verdict.Entries, verdict.Ok);
    }
}
