using OrleansMail.Suppression;

namespace OrleansMail.AuditKill;

/// <summary>An address is suppressed, and the suppression is lifted.</summary>
/// <remarks>The entry names the shard, never the address: several chains share its target, so entries are counted.</remarks>
internal sealed class SuppressionChain(Cast cast, int number, DateTimeOffset now) : ActionChain
{
    private readonly string _address = string.Create(null, $"a{number}@receiver.test");

    public override string Trail => Audit.IAuditGrain.SystemTrail;

    private string Target => $"suppression:{SuppressionShard.Of(_address)}";

    protected override async Task RunAsync(GatewayClient client)
    {
        await DoAsync(client, async shard =>
        {
            await shard.AddAsync(new SuppressionEntry(_address, "manual", "A trial.", now));
            return true;
        });
        await DoAsync(client, shard => shard.RemoveAsync(_address));
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(GatewayClient client)
    {
        var isThere = await client.CallAsync(cast.Operator, grains => Grain(grains).FindAsync(_address)) is not null;
        if (Was(2) && isThere)
        {
            return [Effect.Lost(Target, "Suppression.Remove")];
        }

        return isThere ? [Of("Suppression.Add")] : Was(1) ? [Of("Suppression.Add"), Of("Suppression.Remove")] : [];
    }

    private ISuppressionGrain Grain(IGrainFactory grains) =>
        grains.GetGrain<ISuppressionGrain>(SuppressionShard.Of(_address));

    private Task<bool> DoAsync(GatewayClient client, Func<ISuppressionGrain, Task<bool>> action) => StepAsync(
        client.CallAsync(cast.Operator, grains => action(Grain(grains))), done => done ? null : "it was not there");

    private Effect Of(string method) => new(Trail, Target, method);
}
