using OrleansMail.Campaigns;

namespace OrleansMail.AuditKill;

/// <summary>The approval rules of a domain are changed twice.</summary>
internal sealed class RulesChain(Cast cast, int number) : ActionChain
{
    private readonly string _domain = string.Create(null, $"r{number}.test");

    public override string Trail => _domain;

    private string Target => $"approval-rules:{_domain}";

    protected override async Task RunAsync(GatewayClient client)
    {
        await DoAsync(client, new ApprovalRules { More = 3 });
        await DoAsync(client, new ApprovalRules { More = 4 });
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(GatewayClient client)
    {
        var rules = await client.CallAsync(cast.Operator, grains => Grain(grains).ShowAsync());
        return rules.Version < Answered
            ? [Effect.Lost(Target, "ApprovalRules.Set")]
            : [.. Enumerable.Repeat(new Effect(_domain, Target, "ApprovalRules.Set"), rules.Version)];
    }

    private IApprovalRulesGrain Grain(IGrainFactory grains) => grains.GetGrain<IApprovalRulesGrain>(_domain);

    private Task<RulesAnswer> DoAsync(GatewayClient client, ApprovalRules rules) => StepAsync(
        client.CallAsync(cast.Operator, grains => Grain(grains).SetAsync(rules)), answer => answer.Refusal?.Message);
}
