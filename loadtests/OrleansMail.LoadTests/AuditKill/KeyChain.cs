using System.Security.Cryptography;
using OrleansMail.People;

namespace OrleansMail.AuditKill;

/// <summary>An API key is made, rotated and revoked.</summary>
internal sealed class KeyChain(Cast cast, int number, DateTimeOffset now) : ActionChain
{
    private readonly string _id = string.Create(null, $"k{number}");

    public override string Trail => Audit.IAuditGrain.SystemTrail;

    private string Target => $"api-key:{_id}";

    protected override async Task RunAsync(GatewayClient client)
    {
        var settings = new ApiKeySettings([new Wish(Right.CampaignRead, "first.test")], [], now.AddDays(30));
        await DoAsync(client, key => key.CreateAsync(SecretHash(), settings));
        await DoAsync(client, key => key.RotateAsync(SecretHash()));
        await DoAsync(client, key => key.RevokeAsync());
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(GatewayClient client)
    {
        if (await client.CallAsync(cast.Administrator, grains => Grain(grains).ShowAsync()) is not { } key)
        {
            return Was(1) ? [Effect.Lost(Target, "ApiKey.Create")] : [];
        }

        var effects = new List<Effect> { Of("ApiKey.Create") };
        if (key.OlderUntil is not null)
        {
            effects.Add(Of("ApiKey.Rotate"));
        }

        if (key.RevokedAt is not null)
        {
            effects.Add(Of("ApiKey.Revoke"));
        }
        else if (Was(3))
        {
            effects.Add(Effect.Lost(Target, "ApiKey.Revoke"));
        }

        return effects;
    }

    private static byte[] SecretHash() => SHA256.HashData(CallerToken.NewSecret());

    private IApiKeyGrain Grain(IGrainFactory grains) => grains.GetGrain<IApiKeyGrain>(_id);

    private Task<ApiKeyAnswer> DoAsync(GatewayClient client, Func<IApiKeyGrain, Task<ApiKeyAnswer>> action) => StepAsync(
        client.CallAsync(cast.Administrator, grains => action(Grain(grains))), answer => answer.Refusal?.Message);

    private Effect Of(string method) => new(Trail, Target, method);
}
