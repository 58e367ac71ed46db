using OrleansMail.Campaigns;
using OrleansMail.Guard;

namespace OrleansMail.Fakes;

/// <summary>A campaign that moves as it is told; one named <c>blocked…</c> has a finding that blocks.</summary>
internal sealed class FakeCampaignGrain : Grain, IFakeCampaignGrain, ICampaignReviewGrain, ICampaignGuardGrain
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private CampaignStatus? _status;

    public Task SetAsync(CampaignStatus status)
    {
        _status = status;
        return Task.CompletedTask;
    }

    public Task<CampaignAnswer> DraftAsync(CampaignSettings settings, byte[] content)
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
        return Task.FromResult(new CheckAnswer(null, new GuardReport(findings, 10, Noon) { Suppressed = 3 }, Empty));
    }

    public Task<GuardReport?> ReportAsync() =>
        Task.FromResult(this.GetPrimaryKeyString().StartsWith("unchecked", StringComparison.Ordinal)
            ? null
            : new GuardReport([], 10, Noon) { Previews = [new(2, "at random"), new(7, "name is empty, longest mail")] });

    public Task<PreviewAnswer> PreviewAsync(long row) => Task.FromResult(row > 11
        ? new PreviewAnswer(new Refusal("row", "there is no such row", "row"), null)
        : new PreviewAnswer(
            null,
            new MailPreview(
                row, "News <news@shop.test>", "r@example.com", "Hello \u001b[2J", "line one\r\nline two",
                new string('x', 5_000), IsCut: false, [new PreviewAttachment("a.pdf", "application/pdf", 12_345)])));

    public Task<GuardMemory> MemoryAsync() =>
        Task.FromResult(new GuardMemory(this.GetPrimaryKeyString(), CampaignPhase.Draft, null, null));

    public Task<CampaignAnswer> SubmitAsync() =>
        Moved(Empty with { State = CampaignPhase.Submitted, ContentHash = "abc123", SubmittedBy = "ann" });

    public Task<CampaignAnswer> ApproveAsync(string hash) => hash == "abc123"
        ? Moved((_status is { State: CampaignPhase.Paused } ? _status : Empty with { State = CampaignPhase.Approved }) with
        {
            ContentHash = hash,
            Approvals = ["ben"],
            ApprovalsNeeded = 1,
        })
        : Task.FromResult(new CampaignAnswer(new Refusal("hash", "what is stored has another hash", "hash"), Empty));

    public Task<CampaignAnswer> RejectAsync(string reason) =>
        Moved(Empty with { State = CampaignPhase.Draft, Reason = reason });

    public Task<CampaignAnswer> StartAsync() =>
        Moved(Empty with { State = CampaignPhase.Held, HeldUntil = Noon });

    public Task<CampaignAnswer> ResumeAsync(string? reason = null) =>
        Moved((_status ?? Empty) with { State = CampaignPhase.Sending, Reason = reason });

    public Task<CampaignAnswer> PauseAsync() =>
        Moved((_status ?? Empty) with { State = CampaignPhase.Paused });

    public Task<CampaignAnswer> CancelAsync() =>
        Moved((_status ?? Empty) with { State = CampaignPhase.Cancelled, Cancelled = 6, Pending = 0 });

    public Task<CampaignAnswer> ForgetAsync(Guid operation) =>
        Moved((_status ?? Empty) with
        {
            State = CampaignPhase.Completed,
            ForgottenAt = Noon,
            KeyRemains = this.GetPrimaryKeyString().StartsWith("held", StringComparison.Ordinal) ? "session 7 (pg_dump) keeps it" : null,
        });

    public Task<CampaignStatus?> StatusAsync() => Task.FromResult(_status);

    public Task<ReviewAnswer> ReviewAsync()
    {
        var finding = new GuardFinding("subject", GuardLevel.Warn, "[red]It is long.\u001b[2J", null, "Subject", 1);
        return Task.FromResult(new ReviewAnswer(null, new CampaignReview(
            this.GetPrimaryKeyString(),
            "abc123",
            new CampaignSettings(
                "News <news@example.com>", InDoubt.Hold, false, TimeSpan.FromSeconds(10), TimeSpan.FromHours(72), null,
                null, null)
            {
                CanaryFirst = 50,
            },
            new GuardReport([finding], 10, Noon) { Suppressed = 4 },
            [new ReviewedFinding("subject/Subject/warn/1", finding)],
            10,
            ["name"],
            new AudienceDomains([new DomainCount("example.org", 9)], 1, 1),
            [new AcceptedWarning("subject/Subject/warn/1", "It has to be.", "ann", Noon)],
            [],
            new Quorum(2, ["an attachment"], 1, "olga", TimeSpan.FromHours(24)),
            ["compared with winter", "recipients: 8 → 10 (+25 %)"],
            Noon)
        {
            HasMailsToSee = !this.GetPrimaryKeyString().StartsWith("author", StringComparison.Ordinal),
        }));
    }

    public Task<ReviewedMailsAnswer> MailsAsync() => Task.FromResult(
        this.GetPrimaryKeyString().StartsWith("forgotten", StringComparison.Ordinal)
            ? new ReviewedMailsAnswer(new Refusal("forgotten", "It was forgotten."), [])
            : new ReviewedMailsAnswer(null, [Mail(3, "longest name"), Mail(7, "at random"), Mail(MailPreview.NoRow, "no field filled")]));

    private static ReviewedMail Mail(long row, string reason) => new(reason, new MailPreview(
        row, "News <news@example.com>", "y***@example.org", "Spring[/]", "Dear Yui\n" + new string('.', 301), "", IsCut: false, []));

    public Task<CampaignAnswer> AcceptAsync(string finding, string reason) =>
        Moved((_status ?? Empty) with { Reason = $"accepted {finding}: {reason}" });

    public Task<CampaignAnswer> ConfirmAsync(string finding, string reason) =>
        Moved((_status ?? Empty) with { Reason = $"confirmed {finding}: {reason}" });

    public Task<CampaignAnswer> WithdrawAsync(string reason) =>
        Moved((_status ?? Empty) with { State = CampaignPhase.Paused, Reason = reason });

    private CampaignStatus Empty => new(
        this.GetPrimaryKeyString(), CampaignPhase.Draft, 10, 10, 0, 0, 0, 0, 0, 0, 0,
        null, null, [], null, null, null, null, null, null);

    private Task<CampaignAnswer> Moved(CampaignStatus status)
    {
        _status = status;
        return Task.FromResult(new CampaignAnswer(null, status));
    }
}
