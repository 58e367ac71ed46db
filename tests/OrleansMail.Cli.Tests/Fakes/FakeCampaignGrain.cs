using OrleansMail.Campaigns;
using OrleansMail.Guard;

namespace OrleansMail.Fakes;

/// <summary>A campaign that moves as it is told; one named <c>blocked…</c> has a finding that blocks.</summary>
internal sealed class FakeCampaignGrain : Grain, IFakeCampaignGrain
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private CampaignStatus? _status;

    public Task SetAsync(CampaignStatus status)
    {
        _status = status;
        return Task.CompletedTask;
    }

    public Task<CampaignAnswer> DraftAsync(CampaignSettings settings, byte[] content, string caller)
    {
        _status = Empty with { Settings = settings, SubmittedBy = null };
        return Task.FromResult(settings.From.Contains('@', StringComparison.Ordinal)
            ? new CampaignAnswer(null, _status)
            : new CampaignAnswer(new Refusal("from", "it has no address", "from"), _status));
    }

    public Task<CheckAnswer> CheckAsync()
    {
        GuardFinding[] findings = this.GetPrimaryKeyString().StartsWith("blocked", StringComparison.Ordinal)
            ? [new GuardFinding("merge-fields", GuardLevel.Block, "[red]no value\u001b[2J for name", 7, "name", 3)]
            : [];
        return Task.FromResult(new CheckAnswer(null, new GuardReport(findings, 10, Noon), Empty));
    }

    public Task<CampaignAnswer> SubmitAsync(string caller) =>
        Moved(Empty with { State = CampaignPhase.Submitted, ContentHash = "abc123", SubmittedBy = caller });

    public Task<CampaignAnswer> ApproveAsync(string hash, string caller) => hash == "abc123"
        ? Moved(Empty with { State = CampaignPhase.Approved, ContentHash = hash, Approvals = [caller] })
        : Task.FromResult(new CampaignAnswer(new Refusal("hash", "what is stored has another hash", "hash"), Empty));

    public Task<CampaignAnswer> RejectAsync(string caller, string reason) =>
        Moved(Empty with { State = CampaignPhase.Draft, Reason = reason });

    public Task<CampaignAnswer> CommandAsync(CampaignCommand command, string caller) => command switch
    {
        CampaignCommand.Start => Moved(Empty with { State = CampaignPhase.Held, HeldUntil = Noon }),
        CampaignCommand.Resume => Moved((_status ?? Empty) with { State = CampaignPhase.Sending }),
        CampaignCommand.Pause => Moved((_status ?? Empty) with { State = CampaignPhase.Paused }),
        CampaignCommand.Cancel => Moved(
            (_status ?? Empty) with { State = CampaignPhase.Cancelled, Cancelled = 6, Pending = 0 }),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    public Task<CampaignAnswer> ForgetAsync(Guid operation) =>
        Moved((_status ?? Empty) with { State = CampaignPhase.Completed, ForgottenAt = Noon });

    public Task<CampaignStatus?> StatusAsync() => Task.FromResult(_status);

    private CampaignStatus Empty => new(
        this.GetPrimaryKeyString(), CampaignPhase.Draft, 10, 10, 0, 0, 0, 0, 0, 0, 0,
        null, null, [], null, null, null, null, null, null);

    private Task<CampaignAnswer> Moved(CampaignStatus status)
    {
        _status = status;
        return Task.FromResult(new CampaignAnswer(null, status));
    }
}
