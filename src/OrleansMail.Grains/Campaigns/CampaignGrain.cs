using System.Globalization;
using OrleansMail.Ledger;
using OrleansMail.Sealing;

namespace OrleansMail.Campaigns;

/// <summary>Remembers one campaign and moves it along <see cref="CampaignMoves"/>.</summary>
[GrainType("campaign")]
internal sealed partial class CampaignGrain(
    [PersistentState("campaign")] IPersistentState<CampaignState> stored,
    CampaignStores stores,
    ICampaignGuard guard,
    IDispatchSignal signal,
    IKeyVault vault,
    TimeProvider clock) : Grain, ICampaignGrain, ICampaignDispatchGrain
{
    private readonly HashSet<string> _busySilos = [];

    private string Id => this.GetPrimaryKeyString();

    private CampaignState State => stored.State;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (State.Phase == CampaignPhase.Held)
        {
            ArmRelease();
        }

        return Task.CompletedTask;
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

        var content = await stores.Content.GetAsync(Id) ?? [];
        var (problem, report) = await guard.RunAsync(settings, content, State.Audience);
        if (report is not null)
        {
            State.Phase = report.Blocks ? CampaignPhase.Draft : CampaignPhase.Checked;
            State.Reason = report.Blocks ? "The guard found something that blocks; see `campaign check`." : null;
            await stored.WriteStateAsync();
        }

        return new CheckAnswer(problem, report, await NowAsync());
    }

    public async Task<CampaignAnswer> SubmitAsync(string caller)
    {
        if (State.Settings is not { } settings)
        {
            return await AnswerAsync(NotFound());
        }

        if (Name(caller) is { } unnamed)
        {
            return await AnswerAsync(unnamed);
        }

        if (State.Phase == CampaignPhase.Submitted && State.SubmittedBy == caller)
        {
            return await AnswerAsync(null);
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Submit) is not { } next)
        {
            return await AnswerAsync(NotNow("submit", "A campaign is submitted after its check found nothing that blocks."));
        }

        var facts = await stores.Audience.FactsAsync(State.Audience);
        var content = await stores.Content.GetAsync(Id) ?? [];
        State.Submitted = ApprovalHashing.Of(settings, content, facts!);
        State.Recipients = facts!.Rows;
        State.SubmittedBy = caller;
        AddAuthor(caller);
        State.Approvals.Clear();
        State.Phase = next;
        State.Reason = null;
        await stored.WriteStateAsync();
        return await AnswerAsync(null);
    }

    public async Task<CampaignAnswer> ApproveAsync(string hash, string caller)
    {
        if (State.Submitted is not { } submitted || Name(caller) is not null)
        {
            return await AnswerAsync(Name(caller) ?? NotNow("approve", "Nothing is submitted for approval."));
        }

        if (Has(State.Approvals, caller) && IsHash(submitted, hash))
        {
            return await AnswerAsync(null);
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Approve) is not { } next)
        {
            return await AnswerAsync(NotNow("approve", "Only a submitted campaign is approved."));
        }

        if (Has(State.Authors, caller))
        {
            return await AnswerAsync(new Refusal(
                "same-person", $"'{caller}' wrote or submitted this campaign; a second person has to approve it.", "as"));
        }

        if (!IsHash(submitted, hash))
        {
            return await AnswerAsync(new Refusal(
                "hash", "This hash is not the one that was submitted; read the campaign again before you approve it.", "hash"));
        }

        if (await FindDifferenceAsync() is { Length: > 0 } difference)
        {
            return await AnswerAsync(Stale(difference));
        }

        State.Approvals.Add(caller);
        State.Phase = next;
        await stored.WriteStateAsync();
        return await AnswerAsync(null);
    }

    public async Task<CampaignAnswer> RejectAsync(string caller, string reason)
    {
        if ((Name(caller) ?? ReasonOf(reason)) is { } unreadable)
        {
            return await AnswerAsync(unreadable);
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Reject) is not { } next)
        {
            return await AnswerAsync(NotNow("reject", "Only a submitted or approved campaign is rejected."));
        }

        State.Phase = next;
        State.Submitted = null;
        State.SubmittedBy = null;
        State.Approvals.Clear();
        State.Reason = $"Rejected by {caller}: {reason}";
        await stored.WriteStateAsync();
        return await AnswerAsync(null);
    }

    public async Task<CampaignStatus?> StatusAsync() => State.Settings is null ? null : await NowAsync();

    public Task<long> CurrentAudienceAsync() => Task.FromResult(State.Audience);

    /// <summary>What is stored now against what was submitted; empty when they are the same.</summary>
    private async Task<string> FindDifferenceAsync()
    {
        var facts = await stores.Audience.FactsAsync(State.Audience);
        var content = await stores.Content.GetAsync(Id) ?? [];
        return facts is null
            ? "audience"
            : State.Submitted!.DifferenceTo(ApprovalHashing.Of(State.Settings!, content, facts));
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
        var counts = State.Audience == 0
            ? new OutcomeCounts(0, 0, 0, 0, 0, 0, 0)
            : await stores.Ledger.CountsAsync(State.Audience);
        var rows = State.Audience == 0 ? 0 : (await stores.Audience.FactsAsync(State.Audience))?.Rows ?? 0;
        return StatusOf.Campaign(Id, State, rows, counts, clock.GetUtcNow());
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

    // The same person in other letters is no second person.
    private static bool Has(List<string> names, string caller) =>
        names.Exists(name => string.Equals(name.Trim(), caller.Trim(), StringComparison.OrdinalIgnoreCase));

    private static bool IsHash(ApprovalHash submitted, string hash) =>
        string.Equals(submitted.Whole, hash.Trim(), StringComparison.OrdinalIgnoreCase);

    private static Refusal? ReasonOf(string reason) => reason.Length <= 512 && !reason.Any(char.IsControl)
        ? null
        : new Refusal("reason", "A reason has at most 512 printable characters.", "reason");

    // Letters that nobody sees would make two people of one.
    private static Refusal? Name(string caller) => caller.Length is > 0 and <= 64
        && !string.IsNullOrWhiteSpace(caller)
        && !caller.Any(letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format)
        ? null
        : new Refusal("as", "An acting name has 1 to 64 printable characters.", "as");
}
