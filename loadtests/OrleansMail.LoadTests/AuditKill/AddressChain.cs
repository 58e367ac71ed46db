using OrleansMail.Egress;

namespace OrleansMail.AuditKill;

/// <summary>An egress address is added, paused and resumed. It is of a range for trials: nothing is ever sent from it.</summary>
internal sealed class AddressChain(Cast cast, int number) : ActionChain
{
    private readonly string _address = string.Create(
        null, $"198.18.{number / 250}.{(number % 250) + 1}");

    public override string Trail => Audit.IAuditGrain.SystemTrail;

    private string Target => $"egress-ip:{_address}";

    protected override async Task RunAsync(GatewayClient client)
    {
        await DoAsync(client, async ip => (EgressIp?)await ip.AddAsync("mta.sender.test"));
        await DoAsync(client, ip => ip.PauseAsync(true));
        await DoAsync(client, ip => ip.PauseAsync(false));
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(GatewayClient client)
    {
        if (await client.CallAsync(cast.Operator, grains => Grain(grains).ShowAsync()) is not { } ip)
        {
            return Was(1) ? [Effect.Lost(Target, "EgressIp.Add")] : [];
        }

        var isResumed = Was(2) && !ip.Paused;
        return
        [
            Of("EgressIp.Add"),
            .. Enumerable.Repeat(Of("EgressIp.Pause"), isResumed ? 2 : ip.Paused ? 1 : 0),
        ];
    }

    private IEgressIpGrain Grain(IGrainFactory grains) => grains.GetGrain<IEgressIpGrain>(_address);

    private Task<EgressIp?> DoAsync(GatewayClient client, Func<IEgressIpGrain, Task<EgressIp?>> action) => StepAsync(
        client.CallAsync(cast.Operator, grains => action(Grain(grains))), ip => ip is null ? "it is not there" : null);

    private Effect Of(string method) => new(Trail, Target, method);
}
