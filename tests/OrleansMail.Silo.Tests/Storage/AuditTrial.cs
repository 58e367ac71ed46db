using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansMail.Audit;
using OrleansMail.People;

namespace OrleansMail.Storage;

/// <summary>Facts, a writer of them, and a verifier, on the storage of a test.</summary>
internal static class AuditTrial
{
    public const string Trail = "example.com";

    public static IAuditStore StoreOf(StorageTrial trial) => trial.Services.GetRequiredService<IAuditStore>();

    public static AuditFact Fact() => new(
        Guid.NewGuid(), Caller.Engine, Right.CampaignStart, "campaign:春", AuditResult.Allowed, "détail");

    public static AuditEntry Entry(AuditHead head) =>
        AuditFactText.EntryOf(Fact(), Trail, head, StorageTrial.Noon);

    public static AuditWriter Writer(StorageTrial trial, string trail = Trail) =>
        new(trail, StoreOf(trial), new AuditTally(), new FakeTimeProvider(StorageTrial.Noon));

    public static Task<IReadOnlyList<AuditEntry>> ReadAsync(StorageTrial trial) =>
        StoreOf(trial).ListAsync(Trail, new AuditFilter(), 0, long.MaxValue, 1_000);

    public static async Task<TrailVerdict> VerifyAsync(StorageTrial trial)
    {
        var verifier = new AuditVerifier(null);
        foreach (var entry in await ReadAsync(trial))
        {
            verifier.Add(entry);
        }

        return Assert.Single(verifier.End());
    }
}
