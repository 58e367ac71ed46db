using System.Security.Cryptography;
using OrleansMail.Guard;
using OrleansMail.Ledger;

namespace OrleansMail.Campaigns;

/// <summary>Remembers one campaign and moves it along <see cref="CampaignMoves"/>.</summary>
[GrainType("campaign")]
internal sealed partial class CampaignGrain(
    [PersistentState("campaign")] IPersistentState<CampaignState> stored,
    CampaignStores stores,
    ICampaignGuard guard,
    IDispatchSignal signal,
    TimeProvider clock) : Grain, ICampaignGrain, ICampaignDispatchGrain
{
    private const int LargestContent = 25 * 1024 * 1024;

    private readonly HashSet<string> _busySilos = [];
    private GuardReport? _report;

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

    public async Task<CampaignAnswer> DraftAsync(CampaignSettings settings, byte[] content, string caller)
    {
        var refusal = SettingsCheck.Find(Id, settings) ?? ContentSize(content) ?? Name(caller);
        if (refusal is not null)
        {
            return await AnswerAsync(refusal);
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Change) is not { } next)
        {
            return await AnswerAsync(NotNow("change", "A started campaign cannot be changed; create another one."));
        }

        if (await WithDomainDefaultsAsync(settings) is not { } whole)
        {
            return await AnswerAsync(new Refusal(
                "from", "The domain of From is not a sending domain yet; `domain add` makes its DKIM key.", "from"));
        }

        settings = whole;
        var template = Messages.ContentTemplate.Compile(content);
        if (template.Template is null)
        {
            var first = template.Errors[0];
            return await AnswerAsync(new Refusal("content", $"Content, {first.Where}: {first.Message}", "content"));
        }

        var hash = ApprovalHashing.Hex(SHA256.HashData(content));
        if (State.Settings == settings && State.ContentHash == hash)
        {
            return await AnswerAsync(null);
        }

        if (settings.IsStream && State.Audience == 0)
        {
            var columns = template.Template.Fields.Where(field => field != "address").ToArray();
            State.Audience = await stores.Audience.OpenAsync(Id, columns, isStream: true);
        }

        await stores.Content.PutAsync(Id, content);
        var changed = State.ContentHash != hash ? "content" : "settings";
        State.Settings = settings;
        State.ContentHash = hash;
        Changed(next, changed, caller);
        await stores.Directory.PutAsync(Reports.DirectoryKind.Campaign, Id, running: false);
        await stored.WriteStateAsync();
        return await AnswerAsync(null);
    }

    public async Task<Refusal?> AudienceAsync(long audience, string caller)
    {
        if (State.Settings is null)
        {
            return NotFound();
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Change) is not { } next)
        {
            return NotNow("change", "A started campaign cannot be changed; create another one.");
        }

        if (State.Audience == audience)
        {
            return null;
        }

        var before = State.Audience;
        State.Audience = audience;
        Changed(next, "audience", caller);
        await stored.WriteStateAsync();
        if (before != 0)
        {
            await stores.Audience.DropAsync(before);
        }

        return null;
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
            _report = report;
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

        if (State.Approvals.Contains(caller) && submitted.Whole == hash)
        {
            return await AnswerAsync(null);
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Approve) is not { } next)
        {
            return await AnswerAsync(NotNow("approve", "Only a submitted campaign is approved."));
        }

        if (State.Authors.Contains(caller))
        {
            return await AnswerAsync(new Refusal(
                "same-person", $"'{caller}' wrote or submitted this campaign; a second person has to approve it.", "as"));
        }

        if (!string.Equals(submitted.Whole, hash.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return await AnswerAsync(new Refusal(
                "hash", $"This hash is not what was submitted; the submitted one is {submitted.Whole}.", "hash"));
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
        if (CampaignMoves.After(State.Phase, CampaignMove.Reject) is not { } next)
        {
            return await AnswerAsync(NotNow("reject", "Only a submitted or approved campaign is rejected."));
        }

        State.Phase = next;
        State.Approvals.Clear();
        State.Reason = $"Rejected by {caller}: {reason}";
        await stored.WriteStateAsync();
        return await AnswerAsync(null);
    }

    public async Task<CampaignStatus?> StatusAsync() => State.Settings is null ? null : await NowAsync();

    public Task<long> CurrentAudienceAsync() => Task.FromResult(State.Audience);

    /// <summary>The settings with what the sending domain says where they say nothing; null for an unknown domain.</summary>
    private async Task<CampaignSettings?> WithDomainDefaultsAsync(CampaignSettings settings)
    {
        if (!Addresses.Sender.TryParse(settings.From, out var from, out _))
        {
            return null;
        }

        var domain = await GrainFactory.GetGrain<Domains.ISendingDomainGrain>(from.Address.Domain).ShowAsync();
        return domain is null
            ? null
            : settings with
            {
                UnsubscribeUrl = settings.UnsubscribeUrl ?? domain.Settings.UnsubscribeUrl,
                UnsubscribeMailto = settings.UnsubscribeMailto ?? domain.Settings.UnsubscribeMailto,
                ReturnPath = settings.ReturnPath ?? domain.Settings.ReturnPath,
            };
    }

    /// <summary>What is stored now against what was submitted; empty when they are the same.</summary>
    private async Task<string> FindDifferenceAsync()
    {
        var facts = await stores.Audience.FactsAsync(State.Audience);
        var content = await stores.Content.GetAsync(Id) ?? [];
        return facts is null
            ? "audience"
            : State.Submitted!.DifferenceTo(ApprovalHashing.Of(State.Settings!, content, facts));
    }

    private void Changed(CampaignPhase next, string what, string caller)
    {
        if (State.Phase is CampaignPhase.Submitted or CampaignPhase.Approved)
        {
            State.Reason = $"The {what} was changed by {caller} after it was submitted: check, submit and approve again.";
        }

        AddAuthor(caller);
        State.Phase = next;
        State.Submitted = null;
        State.SubmittedBy = null;
        State.Approvals.Clear();
        _report = null;
    }

    private void AddAuthor(string caller)
    {
        if (!State.Authors.Contains(caller))
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

    private static Refusal? Name(string caller) => caller.Length is > 0 and <= 64 && !caller.Any(char.IsControl)
        ? null
        : new Refusal("as", "An acting name has 1 to 64 printable characters.", "as");

    private static Refusal? ContentSize(byte[] content) => content.Length is > 0 and <= LargestContent
        ? null
        : new Refusal("content", "A template has 1 octet to 25 MiB.", "content");
}
