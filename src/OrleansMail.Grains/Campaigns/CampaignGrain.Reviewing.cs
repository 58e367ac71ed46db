using OrleansMail.Guard;
using OrleansMail.Messages;
using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Campaigns;

/// <content>What people must have seen before they agree, and the warnings that they let stand.</content>
internal sealed partial class CampaignGrain
{
    private const int MostReviewers = 100;

    public async Task<ReviewAnswer> ReviewAsync()
    {
        if (State.Settings is not { } settings)
        {
            return new ReviewAnswer(NotFound(), null);
        }

        if (State.Report is not { } report || State.Mark is not { } mark)
        {
            return new ReviewAnswer(NotNow("review", $"It has to be checked first: `orleansmail campaign check {Id}`."), null);
        }

        var from = State.Submitted is { } submitted ? approval.ReadAt(await SeenAsync(submitted)) : (DateTimeOffset?)null;
        var sent = await DomainRules().SentAsync();
        var before = sent.LastOrDefault(other => other.Campaign != Id);
        return new ReviewAnswer(null, new CampaignReview(
            Id,
            State.Submitted?.Whole,
            settings,
            report,
            Array.ConvertAll(report.Findings, finding => new ReviewedFinding(finding.Key, finding)),
            mark.Recipients,
            mark.Columns,
            mark.Domains,
            [.. State.Accepted],
            [.. State.Confirmed],
            State.Quorum,
            before is null ? [] : MarkDifference.Lines(before, mark),
            from)
        {
            HasMailsToSee = State.Submitted is not null && await MayApproveAsync(),
        });
    }

    public async Task<ReviewedMailsAnswer> MailsAsync()
    {
        if (State.Settings is not { } settings)
        {
            return new ReviewedMailsAnswer(NotFound(), []);
        }

        if (State.ForgottenAt is { } forgotten)
        {
            return new ReviewedMailsAnswer(Forgotten.Refusal(Id, forgotten), []);
        }

        if (State.Submitted is not { } submitted || State.Report is not { } report)
        {
            return new ReviewedMailsAnswer(
                NotNow("review", $"Nothing is submitted for approval; its author does that with `campaign submit {Id}`."), []);
        }

        if (ReviewOf(Caller.Current.Name, submitted) is not { } seen)
        {
            return new ReviewedMailsAnswer(Unseen(), []);
        }

        var request = await RequestAsync(settings);
        var shown = settings.IsStream ? await guard.SamplesAsync(request) : await MailsAsync(request, report.Previews);
        if (shown.Refusal is not null)
        {
            return shown;
        }

        if (!seen.SawMails)
        {
            State.Reviewers[State.Reviewers.IndexOf(seen)] = seen with { SawMails = true };
            await stored.WriteStateAsync();
        }

        return shown;
    }

    private async Task<ReviewedMailsAnswer> MailsAsync(GuardRequest request, GuardPreview[] previews)
    {
        var answers = await guard.PreviewsAsync(request, Array.ConvertAll(previews, preview => preview.Row));
        return Array.Find(answers, answer => answer.Refusal is not null) is { } unmade
            ? new ReviewedMailsAnswer(unmade.Refusal, [])
            : new ReviewedMailsAnswer(null, [.. previews.Zip(answers, (preview, answer) =>
                new ReviewedMail(preview.Reason, answer.Preview! with { To = Masking.Of(answer.Preview.To) }))]);
    }

    public async Task<CampaignAnswer> AcceptAsync(string finding, string reason)
    {
        if (CampaignMoves.After(State.Phase, CampaignMove.Accept) is null)
        {
            return await AnswerAsync(NotNow(
                "accept", "Warnings are accepted between check and submission; an approver accepts them after it."));
        }

        return await LetStandAsync(State.Accepted, finding, reason, () => AddAuthor(Caller.Current.Name));
    }

    public async Task<CampaignAnswer> ConfirmAsync(string finding, string reason)
    {
        if (State.Submitted is null || CampaignMoves.After(State.Phase, CampaignMove.Vote) is null)
        {
            return await AnswerAsync(NotNow("accept", "An approver accepts warnings of a submitted campaign."));
        }

        var caller = Caller.Current;
        if (approval.ApproverFault(caller, clock.GetUtcNow()) is { Code: "not-a-person" } unfit)
        {
            return await AnswerAsync(unfit);
        }

        return Has(State.Authors, caller.Name)
            ? await AnswerAsync(new Refusal(
                "same-person", $"'{caller.Name}' is one of the authors; the approver accepts the warnings now."))
            : await LetStandAsync(State.Confirmed, finding, reason, () => { });
    }

    private async Task<CampaignAnswer> LetStandAsync(
        List<AcceptedWarning> accepted, string key, string reason, Action alsoDo)
    {
        if (WarningFault(key, reason) is { } refusal)
        {
            return await AnswerAsync(refusal);
        }

        var caller = Caller.Current.Name;
        var (finding, why) = (key.Trim(), reason.Trim());
        if (accepted.Exists(one => one.Finding == finding && one.Reason == why && IsSame(one.By, caller)))
        {
            return await AnswerAsync(null);
        }

        await TellTrailAsync("warning-accepted", $"finding={finding} reason={why}");
        accepted.RemoveAll(one => one.Finding == finding && IsSame(one.By, caller));
        accepted.Add(new AcceptedWarning(finding, why, caller, clock.GetUtcNow()));
        alsoDo();
        await stored.WriteStateAsync();
        return await AnswerAsync(null);
    }

    private Refusal? WarningFault(string key, string reason)
    {
        var found = State.Report?.Findings.FirstOrDefault(finding => finding.Key == key.Trim());
        if (found is null)
        {
            return new Refusal(
                "finding", $"The guard's report has no finding of this key; `orleansmail campaign review {Id}` lists them.", "finding");
        }

        if (found.Level != GuardLevel.Warn)
        {
            return new Refusal(
                "finding",
                found.Level == GuardLevel.Block
                    ? "A finding that blocks cannot be accepted; mend what it names and check again."
                    : "Only warnings are accepted; this finding needs nobody's word.",
                "finding");
        }

        return string.IsNullOrWhiteSpace(reason)
            ? new Refusal("reason", "Say why the warning may stand.", "reason")
            : ReasonOf(reason);
    }

    /// <summary>Keeps what the guard found, so that submission, review and approval speak of the same.</summary>
    private async Task KeepAsync(GuardReport report, CampaignSettings settings, byte[] content)
    {
        var facts = (await stores.Audience.FactsAsync(State.Audience))!;
        var isSame = State.Report?.Findings.AsSpan().SequenceEqual(report.Findings) ?? false;
        if (!isSame)
        {
            State.Accepted.Clear();
        }

        State.Report = report;
        State.Mark = new CampaignMark(
            Id,
            settings.From,
            ContentTemplate.Compile(content).Template?.SubjectSource ?? "",
            facts.Columns,
            facts.Rows,
            await DomainTally.OfAsync(stores.Audience, facts),
            report.At);
    }

    /// <summary>When this caller has seen first what is submitted; now, if not before.</summary>
    private async Task<DateTimeOffset> SeenAsync(ApprovalHash submitted)
    {
        var caller = Caller.Current.Name;
        if (ReviewOf(caller, submitted) is { } before)
        {
            return before.At;
        }

        var now = clock.GetUtcNow();
        State.Reviewers.Add(new Reviewer(caller, now, submitted.Whole));
        if (State.Reviewers.Count > MostReviewers)
        {
            State.Reviewers.RemoveAt(0);
        }

        await stored.WriteStateAsync();
        return now;
    }

    private Reviewer? ReviewOf(string caller, ApprovalHash submitted) =>
        State.Reviewers.Find(seen => IsSame(seen.By, caller) && seen.Hash == submitted.Whole);

    private Refusal Unseen() => new("review", $"Look at it first: `orleansmail campaign review {Id}`.");

    private async Task<bool> MayApproveAsync()
    {
        var (caller, domain) = (Caller.Current, SenderDomain());
        return !Has(State.Authors, caller.Name)
            && (caller.May(Right.CampaignApprove, domain)
                || await GrainFactory.GetGrain<IDeputiesGrain>(domain).ForAsync(caller.Name) is not null);
    }

    private string[] Unaccepted(List<AcceptedWarning> accepted) =>
    [
        .. (State.Report?.Findings ?? [])
            .Where(finding => finding.Level == GuardLevel.Warn)
            .Select(finding => finding.Key)
            .Where(key => !accepted.Exists(one => one.Finding == key))
            .Distinct(StringComparer.Ordinal),
    ];

    private Refusal Warnings(string what, string[] open) => new(
        "warnings",
        $"Before this campaign is {what}, each warning is accepted by itself: `orleansmail campaign accept {Id} --finding KEY "
        + $"--reason TEXT` for {string.Join(", ", open.Take(10))}{(open.Length > 10 ? $" and {open.Length - 10} more" : "")}.",
        "finding");

    private IApprovalRulesGrain DomainRules() => GrainFactory.GetGrain<IApprovalRulesGrain>(SenderDomain());

    private string SenderDomain() =>
        Addresses.Sender.TryParse(State.Settings!.From, out var from, out _) ? from.Address.Domain : "";
}
