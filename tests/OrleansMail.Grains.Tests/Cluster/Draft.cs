using System.Text;
using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.Egress;
using OrleansMail.Guard;
using OrleansMail.People;
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

    public string Id => id;

    public ICampaignGrain Campaign { get; } = cluster.Grains.GetGrain<ICampaignGrain>(id);

    public ICampaignDispatchGrain Dispatch { get; } = cluster.Grains.GetGrain<ICampaignDispatchGrain>(id);

    public IAudienceGrain Audience { get; } = cluster.Grains.GetGrain<IAudienceGrain>(id);

    public ICampaignReviewGrain Review { get; } = cluster.Grains.GetGrain<ICampaignReviewGrain>(id);

    /// <summary>How many approvals the domain's campaigns need; set by nobody who approves anything here.</summary>
    public ApprovalRules Rules { get; init; } = new() { More = 1 };

    public async Task<CampaignAnswer> WriteAsync(CampaignSettings? settings = null, byte[]? content = null)
    {
        var from = (settings ?? Settings).From;
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..^1];
        await cluster.Grains.GetGrain<ISendingDomainGrain>(domain).AddAsync(new DomainSettings(null, null, null));
        await Someone.Named("olga").AsAsync(() => cluster.Grains.GetGrain<IApprovalRulesGrain>(domain).SetAsync(Rules));
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

    /// <summary>Checked, with every warning accepted by Ann.</summary>
    public async Task CheckAsync(CampaignSettings? settings = null)
    {
        Done((await WriteAsync(settings)).Refusal);
        if (settings is not { IsStream: true })
        {
            await ImportAsync("yuki@example.test", "ken@example.test");
        }

        Done((await Campaign.CheckAsync()).Refusal);
        await AcceptAllAsync(Someone.Ann, Review.AcceptAsync);
    }

    /// <summary>The hash to approve.</summary>
    public async Task<string> SubmitAsync(CampaignSettings? settings = null)
    {
        await CheckAsync(settings);
        var answer = await Someone.Ann.AsAsync(Campaign.SubmitAsync);
        Done(answer.Refusal);
        return answer.Status.ContentHash!;
    }

    /// <summary>Opens the review with its mails.</summary>
    public async Task LookAsync(Caller approver)
    {
        Done((await approver.AsAsync(Review.ReviewAsync)).Refusal);
        Done((await approver.AsAsync(Review.MailsAsync)).Refusal);
    }

    /// <summary>Reads, takes the time for it, and accepts every warning.</summary>
    public async Task ReadAsync(Caller approver)
    {
        await LookAsync(approver);
        cluster.Clock.Advance(TimeSpan.FromSeconds(10));
        await AcceptAllAsync(approver, Review.ConfirmAsync);
    }

    /// <summary>One person's yes, after a review.</summary>
    public async Task<CampaignAnswer> ApproveAsync(Caller approver, string hash)
    {
        await ReadAsync(approver);
        return await approver.AsAsync(() => Campaign.ApproveAsync(hash));
    }

    public async Task ApproveAsync(CampaignSettings? settings = null)
    {
        var hash = await SubmitAsync(settings);
        Done((await ApproveAsync(Someone.Ben, hash)).Refusal);
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

    private async Task AcceptAllAsync(Caller caller, Func<string, string, Task<CampaignAnswer>> accept)
    {
        var review = (await Review.ReviewAsync()).Review!;
        foreach (var (key, _) in review.Findings.Where(one => one.Finding.Level == GuardLevel.Warn))
        {
            Done((await caller.AsAsync(() => accept(key, "It is a trial."))).Refusal);
        }
    }

    private static void Done(Refusal? refusal) => Assert.Null(refusal?.Message);
}
