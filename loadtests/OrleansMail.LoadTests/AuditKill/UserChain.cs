using OrleansMail.People;

namespace OrleansMail.AuditKill;

/// <summary>Somebody is invited, granted, stripped, shut out and let in again.</summary>
internal sealed class UserChain(Cast cast, int number) : ActionChain
{
    private static readonly Wish First = new(Role.Author, "first.test");
    private static readonly Wish Second = new(Role.Checker, "second.test");

    private readonly string _name = string.Create(null, $"u{number}");

    public override string Trail => Audit.IAuditGrain.SystemTrail;

    private string Target => $"user:{_name}";

    protected override async Task RunAsync(GatewayClient client)
    {
        await DoAsync(client, user => user.CreateAsync(Invitation.HashOf(Invitation.Create()), [First]));
        await DoAsync(client, user => user.GrantAsync(Second));
        await DoAsync(client, user => user.RevokeAsync(First));
        await DoAsync(client, user => user.AllowAsync(["198.18.0.0/15"]));
        await DoAsync(client, user => user.DisableAsync(true));
        await DoAsync(client, user => user.DisableAsync(false));
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(GatewayClient client)
    {
        if (await client.CallAsync(cast.Administrator, grains => Grain(grains).ShowAsync()) is not { } user)
        {
            return Was(1) ? [Effect.Lost(Target, "User.Create")] : [];
        }

        var has = user.Grants.Select(granted => granted.Wish).ToHashSet();
        var effects = new List<Effect> { Of("User.Create") };
        Add(effects, has.Contains(Second), "User.Grant");
        Add(effects, !has.Contains(First), "User.Revoke");
        Add(effects, user.Addresses.Length > 0, "User.Allow");

        // What was shut out for certain and is let in again has been both.
        var isEnabled = Was(5) && !user.Disabled;
        Add(effects, user.Disabled || isEnabled, "User.Disable");
        Add(effects, isEnabled, "User.Disable");
        var isGone = (Was(2) && !has.Contains(Second)) || (Was(3) && has.Contains(First))
            || (Was(4) && user.Addresses.Length == 0) || (Was(6) && user.Disabled);
        if (isGone)
        {
            effects.Add(Effect.Lost(Target, "A change of a user"));
        }

        return effects;
    }

    private IUserGrain Grain(IGrainFactory grains) => grains.GetGrain<IUserGrain>(_name);

    private Task<UserAnswer> DoAsync(GatewayClient client, Func<IUserGrain, Task<UserAnswer>> action) => StepAsync(
        client.CallAsync(cast.Administrator, grains => action(Grain(grains))), answer => answer.Refusal?.Message);

    private Effect Of(string method) => new(Trail, Target, method);

    private void Add(List<Effect> effects, bool isThere, string method)
    {
        if (isThere)
        {
            effects.Add(Of(method));
        }
    }
}
