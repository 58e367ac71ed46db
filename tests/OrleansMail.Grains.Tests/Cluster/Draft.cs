using System.Text;
using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.Egress;
using OrleansMail.Recipients;

namespace OrleansMail.Cluster;

/// <summary>Brings a campaign to the state a test begins with. Ann writes, Ben approves.</summary>
internal sealed class Draft(ClusterFixture cluster, string id)
{
    public static readonly byte[] Content = Encoding.ASCII.GetBytes(
        "Subject: Hello {{ name }}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello {{ name }}.\r\n");

    public static readonly CampaignSettings Settings = new(
        "News <news@sender.test>", InDoubt.Hold, false, TimeSpan.FromSeconds(10), TimeSpan.FromHours(72), null, null,
        null);

    public ICampaignGrain Campaign { get; } = cluster.Grains.GetGrain<ICampaignGrain>(id);

    public ICampaignDispatchGrain Dispatch { get; } = cluster.Grains.GetGrain<ICampaignDispatchGrain>(id);

    public IAudienceGrain Audience { get; } = cluster.Grains.GetGrain<IAudienceGrain>(id);

    public async Task<CampaignAnswer> WriteAsync(CampaignSettings? settings = null, byte[]? content = null)
    {
        await cluster.Grains.GetGrain<ISendingDomainGrain>("sender.test").AddAsync(new DomainSettings(null, null, null));
        return await Someone.Ann.AsAsync(() => Campaign.DraftAsync(settings ?? Settings, content ?? Content));
    }

    public async Task ImportAsync(params string[] addresses)
    {
        var import = Guid.NewGuid();
        Done((await Audience.BeginAsync(import, ["name"])).Refusal);
        var rows = addresses.Select((address, index) => new RecipientRow(index + 2, address, ["Yuki"])).ToArray();
        Done((await Audience.AppendAsync(import, 0, rows)).Refusal);
        Done((await Someone.Ann.AsAsync(() => Audience.CommitAsync(import))).Refusal);
    }

    /// <summary>The hash to approve.</summary>
    public async Task<string> SubmitAsync(CampaignSettings? settings = null)
    {
        Done((await WriteAsync(settings)).Refusal);
        if (settings is not { IsStream: true })
        {
            await ImportAsync("yuki@example.test", "ken@example.test");
        }

        Done((await Campaign.CheckAsync()).Refusal);
        var answer = await Someone.Ann.AsAsync(Campaign.SubmitAsync);
        Done(answer.Refusal);
        return answer.Status.ContentHash!;
    }

    public async Task ApproveAsync(CampaignSettings? settings = null)
    {
        var hash = await SubmitAsync(settings);
        Done((await Someone.Ben.AsAsync(() => Campaign.ApproveAsync(hash))).Refusal);
    }

    public async Task StartAsync(CampaignSettings? settings = null)
    {
        await ApproveAsync(settings);
        await cluster.Grains.GetGrain<IEgressIpGrain>("192.0.2.1").AddAsync("mta.sender.test");
        Done((await CommandAsync(CampaignCommand.Start)).Refusal);
    }

    public Task<CampaignAnswer> CommandAsync(CampaignCommand command) =>
        Someone.Ben.AsAsync(() => Campaign.TellAsync(command));

    public async Task<CampaignPhase> PhaseAsync() => (await Campaign.StatusAsync())!.State;

    private static void Done(Refusal? refusal) => Assert.Null(refusal?.Message);
}
