using OrleansMail.Addresses;
using OrleansMail.Audit;
using OrleansMail.Egress;
using OrleansMail.Guard;
using OrleansMail.Ledger;
using OrleansMail.People;
using OrleansMail.Reports;
using OrleansMail.Sealing;

namespace OrleansMail.Campaigns;

/// <summary>Remembers one campaign and moves it along <see cref="CampaignMoves"/>.</summary>
[GrainType("campaign")]
internal sealed partial class CampaignGrain(
    [PersistentState("campaign")] IPersistentState<CampaignState> stored,
    [PersistentState("campaign-guard")] IPersistentState<GuardState> guarded,
    CampaignStores stores,
    ICampaignGuard guard,
    IDispatchSignal signal,
    ApprovalPolicy approval,
    StartHours hours,
    IApprovers approvers,
    AutoStop autoStop,
    IKeyVault vault,
    EgressReadiness egress,
    TimeProvider clock) : Grain, ICampaignGrain, ICampaignDispatchGrain, ICampaignReviewGrain, ICampaignGuardGrain
{
    private string Id => this.GetPrimaryKeyString();

    private CampaignState State => stored.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // The silos compare content, audience and settings with the hash; what was agreed besides only this grain knows.
        // One that is being swept sends nothing: another difference must not end that.
        if (!IsSweeping && State.Submitted is { } submitted && submitted.Agreement != AgreementHash.Of(State))
        {
            await MismatchAsync("agreement");
        }

        if (IsSweeping)
        {
            await stores.Directory.PutAsync(DirectoryKind.Campaign, Id, running: true);
        }

        ArmRelease();
        ArmCanary();
    }

    public async Task<CheckAnswer> CheckAsync()
    {
        if (State.Settings is not { } settings)
        {
            return new CheckAnswer(NotFound(), null, Absent());
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Pass) is null)
        {
            var refusal = NotNow("check", "Only a draft is checked; reject it first to change and check it again.");
            return new CheckAnswer(refusal, null, await NowAsync());
        }

        if (State.Audience == 0)
        {
            var refusal = new Refusal("audience", "There are no recipients yet; import them first.", "recipients");
            return new CheckAnswer(refusal, null, await NowAsync());
        }

        var request = await RequestAsync(settings);
        var answer = await guard.RunAsync(request);
        if (answer.Report is { } report)
        {
            await KeepAsync(report, settings, request.Content);
            await RememberAsync(answer);
            State.Phase = report.Blocks ? CampaignPhase.Draft : CampaignPhase.Checked;
            State.Reason = report.Blocks ? "The guard found something that blocks; see `campaign check`." : null;
            await stored.WriteStateAsync();
        }

        return new CheckAnswer(answer.Refusal, answer.Report, await NowAsync());
    }

    public async Task<CampaignStatus?> StatusAsync() => State.Settings is null ? null : await NowAsync();

    public Task<long> CurrentAudienceAsync() => Task.FromResult(State.Audience);

    public Task<string?> SendingDomainAsync() =>
        Task.FromResult(State.Settings is { } settings && Sender.TryParse(settings.From, out var from, out _) ? from.Address.Domain : null);

    /// <summary>What is stored now against what was submitted; empty when they are the same.</summary>
    private async Task<string> FindDifferenceAsync()
    {
        var facts = await stores.Audience.FactsAsync(State.Audience);
        var content = await stores.Content.GetAsync(Id) ?? [];
        return facts is null
            ? "audience"
            : State.Submitted!.DifferenceTo(
                ApprovalHashing.Of(State.Settings!, content, facts, AgreementHash.Of(State)));
    }

    private void AddAuthor(string caller)
    {
        if (!Has(State.Authors, caller))
        {
            State.Authors.Add(caller);
        }
    }

    private async Task<CampaignAnswer> AnswerAsync(Refusal? refusal) =>
        new(refusal, State.Settings is null ? Absent() : await NowAsync());

    private async Task<CampaignStatus> NowAsync()
    {
        while (true)
        {
            // Calls interleave: with counts from before a move and the state after it, a campaign would be Completed with too
            // few outcomes.
            var phase = State.Phase;
            var status = await ReadStatusAsync();
            if (State.Phase == phase)
            {
                return status;
            }
        }
    }

    private async Task<CampaignStatus> ReadStatusAsync()
    {
        var counts = State.Audience == 0
            ? new OutcomeCounts(0, 0, 0, 0, 0, 0, 0)
            : await stores.Ledger.CountsAsync(State.Audience);
        var rows = State.Audience == 0 ? 0 : (await stores.Audience.FactsAsync(State.Audience))?.Rows ?? 0;
        var status = StatusOf.Campaign(Id, State, rows, counts, clock.GetUtcNow()) with { KeyRemains = await RemainsAsync() };
        return State.Phase == CampaignPhase.Sending && await egress.ProblemAsync() is { } problem
            ? status with { Reason = problem }
            : status;
    }

    private CampaignStatus Absent() =>
        StatusOf.Campaign(Id, new CampaignState(), 0, new OutcomeCounts(0, 0, 0, 0, 0, 0, 0), clock.GetUtcNow());

    private Refusal NotFound() =>
        new("not-found", $"There is no campaign '{Id}'; `campaign list` shows what there is.", "id");

    private Refusal NotNow(string verb, string rule) => State.Settings is null
        ? NotFound()
        : new Refusal("state", $"Cannot {verb}: the campaign is {State.Phase}. {rule} {State.Reason}".TrimEnd());

    private Refusal Stale(string difference) => new(
        "changed", $"The {difference} is not what was submitted; submit '{Id}' again.", "hash");

    private static bool Has(List<string> names, string caller) => names.Exists(name => IsSame(name, caller));

    // The same person in other letters is no second person.
    private static bool IsSame(string? name, string caller) =>
        string.Equals(name?.Trim(), caller.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool IsHash(ApprovalHash submitted, string hash) =>
        string.Equals(submitted.Whole, hash.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Something that the call filter cannot see; written before it takes effect.</summary>
    private async Task TellTrailAsync(string action, string detail)
    {
        var trail = await SendingDomainAsync() ?? IAuditGrain.SystemTrail;
        var fact = new AuditFact(
            Guid.CreateVersion7(clock.GetUtcNow()), Caller.Current with { Grants = [] }, action, $"campaign:{Id}",
            AuditResult.Noted, detail);
        await GrainFactory.GetGrain<IAuditGrain>(trail).AppendAsync(fact);
    }

    private static Refusal? ReasonOf(string reason) => reason.Length <= 512 && !reason.Any(char.IsControl)
        ? null
        : new Refusal("reason", "A reason has at most 512 printable characters.", "reason");
}
