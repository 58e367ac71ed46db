using System.Text;
using OrleansMail.Campaigns;
using OrleansMail.Incidents;

namespace OrleansMail.AuditKill;

/// <summary>A campaign is drafted and stopped, and the stop is lifted.</summary>
internal sealed class StopChain(Cast cast, int number) : ActionChain
{
    private static readonly byte[] Letter = Encoding.ASCII.GetBytes("Subject: Stop\r\n\r\nIt is never sent.\r\n");

    private readonly string _id = string.Create(null, $"s{number}");

    public override string Trail => CampaignChain.Domain;

    private string Target => $"stop:{StopTarget.OfCampaign(_id)}";

    protected override async Task RunAsync(GatewayClient client)
    {
        await StepAsync(
            client.CallAsync(
                cast.Author,
                grains => grains.GetGrain<ICampaignGrain>(_id).DraftAsync(CampaignChain.Settings, Letter)),
            answer => answer.Refusal?.Message);
        await DoAsync(client, stop => stop.StopAsync("A trial."));
        await DoAsync(client, stop => stop.LiftAsync("The trial goes on."));
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(GatewayClient client)
    {
        var draft = await client.CallAsync(cast.Operator, grains => grains.GetGrain<ICampaignGrain>(_id).StatusAsync());
        if (draft is null)
        {
            return Was(1) ? [Effect.Lost($"campaign:{_id}", "Campaign.Draft")] : [];
        }

        var drafted = new Effect(Trail, $"campaign:{_id}", "Campaign.Draft");
        var isStopped = await client.CallAsync(cast.Operator, grains => Grain(grains).ShowAsync()) is not null;
        if (Was(3) && isStopped)
        {
            return [drafted, Effect.Lost(Target, "Stop.Lift")];
        }

        return isStopped ? [drafted, Of("Stop.Stop")] : Was(2) ? [drafted, Of("Stop.Stop"), Of("Stop.Lift")] : [drafted];
    }

    private IStopGrain Grain(IGrainFactory grains) => grains.GetGrain<IStopGrain>(StopTarget.OfCampaign(_id));

    private Task<StopAnswer> DoAsync(GatewayClient client, Func<IStopGrain, Task<StopAnswer>> action) => StepAsync(
        client.CallAsync(cast.Operator, grains => action(Grain(grains))), answer => answer.Refusal?.Message);

    private Effect Of(string method) => new(Trail, Target, method);
}
