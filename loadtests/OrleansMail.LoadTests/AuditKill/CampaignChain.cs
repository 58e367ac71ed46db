using System.Text;
using OrleansMail.Campaigns;
using OrleansMail.Guard;
using OrleansMail.Recipients;

namespace OrleansMail.AuditKill;

/// <summary>
/// A campaign from its draft through check, submission, approval and start to a pause and its cancellation, by author,
/// approver and operator. It stays in its undo window: no mail leaves.
/// </summary>
internal sealed class CampaignChain(Cast cast, int number) : ActionChain
{
    /// <summary>The sending domain, which is there before the first chain.</summary>
    public const string Domain = "sender.test";

    /// <summary>Of a campaign that is never sent.</summary>
    public static readonly CampaignSettings Settings = new(
        $"News <news@{Domain}>", InDoubt.Hold, false, TimeSpan.FromHours(1), TimeSpan.FromHours(72),
        $"https://unsubscribe.{Domain}/u/{{token}}", null, null);

    // Linear: whoever is in a later phase of this chain has been in all before it.
    private static readonly (CampaignPhase Phase, string Method)[] Phases =
    [
        (CampaignPhase.Checked, "Campaign.Check"),
        (CampaignPhase.Submitted, "Campaign.Submit"),
        (CampaignPhase.Approved, "Campaign.Approve"),
        (CampaignPhase.Held, "Campaign.Start"),
        (CampaignPhase.Paused, "Campaign.Pause"),
        (CampaignPhase.Cancelled, "Campaign.Cancel"),
    ];

    private readonly string _id = string.Create(null, $"c{number}");
    private CampaignPhase? _answered;

    public override string Trail => Domain;

    protected override async Task RunAsync(GatewayClient client)
    {
        var letter = string.Create(null, $"Subject: Letter {number}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear {{{{ name }}}},\r\n\r\n{number} things are new.\r\n");
        await DoAsync(client, cast.Author, campaign => campaign.DraftAsync(Settings, Encoding.UTF8.GetBytes(letter)));
        await ImportAsync(client);
        var check = await StepAsync(
            client.CallAsync(cast.Author, grains => Campaign(grains).CheckAsync()), answer => answer.Refusal?.Message);
        _answered = check.Status.State;
        string[] warnings = [.. check.Report!.Findings
            .Where(finding => finding.Level == GuardLevel.Warn).Select(finding => finding.Key)];
        foreach (var warning in warnings)
        {
            await AgreeAsync(client, cast.Author, review => review.AcceptAsync(warning, "A trial."));
        }

        var submitted = await DoAsync(client, cast.Author, campaign => campaign.SubmitAsync());
        await StepAsync(
            client.CallAsync(cast.Approver, grains => Review(grains).ReviewAsync()), answer => answer.Refusal?.Message);
        await StepAsync(
            client.CallAsync(cast.Approver, grains => Review(grains).MailsAsync()), answer => answer.Refusal?.Message);
        foreach (var warning in warnings)
        {
            await AgreeAsync(client, cast.Approver, review => review.ConfirmAsync(warning, "A trial."));
        }

        await DoAsync(client, cast.Approver, campaign => campaign.ApproveAsync(submitted.Status.ContentHash!));
        await DoAsync(client, cast.Operator, campaign => campaign.StartAsync());
        await DoAsync(client, cast.Operator, campaign => campaign.PauseAsync());
        await DoAsync(client, cast.Operator, campaign => campaign.CancelAsync());
    }

    public override async Task<IReadOnlyList<Effect>> EffectsAsync(GatewayClient client)
    {
        if (await client.CallAsync(cast.Operator, grains => Campaign(grains).StatusAsync()) is not { } status)
        {
            return Was(1) ? [Effect.Lost($"campaign:{_id}", "Campaign.Draft")] : [];
        }

        var effects = new List<Effect> { Of("Campaign.Draft") };
        if (status.Recipients > 0)
        {
            effects.Add(new Effect(Trail, $"audience:{_id}", "Audience.Commit"));
        }

        effects.AddRange(Phases.Where(one => status.State >= one.Phase).Select(one => Of(one.Method)));
        if (status.State >= CampaignPhase.Checked)
        {
            // By the operator, who reads what author and approver have accepted.
            var review = await client.CallAsync(cast.Operator, grains => Review(grains).ReviewAsync());
            effects.AddRange(review.Review!.Accepted.Select(_ => Of("CampaignReview.Accept")));
            effects.AddRange(review.Review.Confirmed.Select(_ => Of("CampaignReview.Confirm")));
        }

        return _answered > status.State
            ? [.. effects, Effect.Lost($"campaign:{_id}", string.Create(null, $"The phase {_answered}"))]
            : effects;
    }

    private async Task ImportAsync(GatewayClient client)
    {
        var import = Guid.NewGuid();
        RecipientRow[] rows = [new(2, $"one{number}@receiver.test", ["Yuki"]), new(3, $"two{number}@receiver.test", ["Ken"])];
        await LoadAsync(client, audience => audience.BeginAsync(import, ["name"]));
        await LoadAsync(client, audience => audience.AppendAsync(import, 0, rows));
        await LoadAsync(client, audience => audience.CommitAsync(import));
    }

    private Task<ImportAnswer> LoadAsync(GatewayClient client, Func<IAudienceGrain, Task<ImportAnswer>> action) => StepAsync(
        client.CallAsync(cast.Author, grains => action(grains.GetGrain<IAudienceGrain>(_id))),
        answer => answer.Refusal?.Message);

    private async Task<CampaignAnswer> DoAsync(
        GatewayClient client, string token, Func<ICampaignGrain, Task<CampaignAnswer>> action)
    {
        var answer = await StepAsync(
            client.CallAsync(token, grains => action(Campaign(grains))), answer => answer.Refusal?.Message);
        _answered = answer.Status.State;
        return answer;
    }

    private Task<CampaignAnswer> AgreeAsync(
        GatewayClient client, string token, Func<ICampaignReviewGrain, Task<CampaignAnswer>> action) => StepAsync(
            client.CallAsync(token, grains => action(Review(grains))), answer => answer.Refusal?.Message);

    private ICampaignGrain Campaign(IGrainFactory grains) => grains.GetGrain<ICampaignGrain>(_id);

    private ICampaignReviewGrain Review(IGrainFactory grains) => grains.GetGrain<ICampaignReviewGrain>(_id);

    private Effect Of(string method) => new(Trail, $"campaign:{_id}", method);
}
