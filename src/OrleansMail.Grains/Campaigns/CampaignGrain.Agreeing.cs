using OrleansMail.Guard;
using OrleansMail.Messages;
using OrleansMail.People;
using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

/// <content>Submission and approval: who says yes to exactly what, and how many of them it takes.</content>
internal sealed partial class CampaignGrain
{
    public async Task<CampaignAnswer> SubmitAsync()
    {
        var caller = Caller.Current.Name;
        if (State.Settings is not { } settings)
        {
            return await AnswerAsync(NotFound());
        }

        if (State.Phase == CampaignPhase.Submitted && State.SubmittedBy == caller)
        {
            return await AnswerAsync(null);
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Submit) is not { } next || State.Report is null)
        {
            return await AnswerAsync(NotNow("submit", $"It is submitted after `campaign check {Id}` found nothing that blocks."));
        }

        if (Unaccepted(State.Accepted) is { Length: > 0 } open)
        {
            return await AnswerAsync(Warnings("submitted", open));
        }

        var facts = await stores.Audience.FactsAsync(State.Audience);
        var content = await stores.Content.GetAsync(Id) ?? [];
        ClearSubmission();
        State.Quorum = await QuorumAsync(facts!, content);
        State.Submitted = ApprovalHashing.Of(settings, content, facts!, AgreementHash.Of(State));
        State.Recipients = facts!.Rows;
        State.SubmittedBy = caller;
        AddAuthor(caller);
        State.Phase = next;
        State.Reason = null;
        await stored.WriteStateAsync();
        return await AnswerAsync(null);
    }

    public async Task<CampaignAnswer> ApproveAsync(string hash)
    {
        var caller = Caller.Current;
        if (State.Submitted is not { } submitted)
        {
            return await AnswerAsync(NotNow("approve", $"Nothing is submitted for approval; its author does that with `campaign submit {Id}`."));
        }

        await LapseAsync();
        var now = clock.GetUtcNow();
        if (IsHash(submitted, hash) && HeldApprovals.Of(State, now).Exists(held => IsSame(held.By, caller.Name)))
        {
            return await AnswerAsync(null);
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Vote) is not { } next)
        {
            return await AnswerAsync(NotNow("approve", InsteadOfApproval()));
        }

        if (ApproverFault(caller, submitted, hash, now) is { } refusal)
        {
            return await AnswerAsync(refusal);
        }

        if (await FindDifferenceAsync() is { Length: > 0 } difference)
        {
            return await AnswerAsync(Stale(difference));
        }

        State.Approvals.RemoveAll(given => IsSame(given.By, caller.Name));
        State.Approvals.Add(new Approval(caller.Name, now, submitted.Whole) { For = caller.DeputyOf });
        State.Phase = HeldApprovals.AreEnough(State, now)
            ? CampaignMoves.After(State.Phase, CampaignMove.Approve) ?? next
            : next;
        await stored.WriteStateAsync();
        return await AnswerAsync(null);
    }

    public async Task<CampaignAnswer> WithdrawAsync(string reason)
    {
        if (ReasonOf(reason) is { } unreadable)
        {
            return await AnswerAsync(unreadable);
        }

        var caller = Caller.Current.Name;
        if (!State.Approvals.Exists(given => IsSame(given.By, caller)))
        {
            return await AnswerAsync(NotNow("withdraw", $"'{caller}' has not approved it, or has withdrawn already."));
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Withdraw) is not { } next)
        {
            return await AnswerAsync(NotNow("withdraw", "What has ended cannot be taken back."));
        }

        State.Approvals.RemoveAll(given => IsSame(given.By, caller));
        State.Phase = next;
        State.Reason = $"{caller} has withdrawn the approval: {reason}";
        State.HeldUntil = null;
        State.CanaryUntil = null;
        await stored.WriteStateAsync();
        if (next == CampaignPhase.Paused)
        {
            await signal.StopSendingAsync(Id);
        }

        return await AnswerAsync(null);
    }

    public async Task<CampaignAnswer> RejectAsync(string reason)
    {
        if (ReasonOf(reason) is { } unreadable)
        {
            return await AnswerAsync(unreadable);
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Reject) is not { } next)
        {
            return await AnswerAsync(NotNow("reject", "Only a submitted or approved campaign is rejected."));
        }

        State.Phase = next;
        ClearSubmission();
        State.Reason = $"Rejected by {Caller.Current.Name}: {reason}";
        await stored.WriteStateAsync();
        return await AnswerAsync(null);
    }

    private Refusal? ApproverFault(Caller caller, ApprovalHash submitted, string hash, DateTimeOffset now)
    {
        if (Has(State.Authors, caller.Name))
        {
            return new Refusal(
                "same-person", $"'{caller.Name}' wrote or submitted this campaign; a second person has to approve it: another "
                + $"approver, after `orleansmail campaign review {Id}`.");
        }

        if (caller.DeputyOf is { } approver && (Has(State.Authors, approver) || IsSame(State.Quorum?.RulesSetBy, approver)))
        {
            return new Refusal(
                "deputy",
                $"'{approver}' may not approve this campaign, and neither may the deputy; another person has to approve it.");
        }

        if (IsSame(State.Quorum?.RulesSetBy, caller.Name))
        {
            return new Refusal(
                "rules", $"'{caller.Name}' set the rules that this campaign is approved by; another person has to approve it.");
        }

        if (approval.ApproverFault(caller, now) is { } unfit)
        {
            return unfit;
        }

        return IsHash(submitted, hash)
            ? UnreadFault(caller, submitted, now)
            : new Refusal(
                "hash",
                $"This hash is not the one that was submitted; `orleansmail campaign review {Id}` shows what was, and its hash.",
                "hash");
    }

    private Refusal? UnreadFault(Caller caller, ApprovalHash submitted, DateTimeOffset now)
    {
        if (ReviewOf(caller.Name, submitted) is not { } seen)
        {
            return Unseen();
        }

        if (!seen.SawMails)
        {
            return new Refusal(
                "review", $"Look at its finished mails too: `orleansmail campaign review {Id}` shows them to whoever may approve.");
        }

        if (approval.ReadAt(seen.At) is var from && now < from)
        {
            return new Refusal(
                "too-soon", $"It was opened {(now - seen.At).TotalSeconds:0} s ago; read it, and approve after {from:HH:mm:ss} UTC.");
        }

        var open = Unaccepted(State.Confirmed.FindAll(confirmed => IsSame(confirmed.By, caller.Name)));
        return open.Length == 0 ? null : Warnings("approved by you", open);
    }

    /// <summary>Takes off the approvals that are too old; true if an approved campaign is not approved any more.</summary>
    private async Task<bool> LapseAsync()
    {
        var lost = await DropLostAsync();
        var now = clock.GetUtcNow();
        if (HeldApprovals.AreEnough(State, now) || CampaignMoves.After(State.Phase, CampaignMove.Lapse) is not { } next)
        {
            return false;
        }

        State.Approvals = HeldApprovals.Of(State, now);
        State.Phase = next;
        State.Reason = lost.Count > 0
            ? $"{string.Join(", ", lost)} approved it and may not approve any more."
            : "The approval ran out before the start.";
        await stored.WriteStateAsync();
        return true;
    }

    /// <summary>Takes off the approvals of people who have lost the right since, or their account.</summary>
    private async Task<List<string>> DropLostAsync()
    {
        var lost = new List<string>();
        var domain = await SendingDomainAsync() ?? "";
        foreach (var given in State.Approvals)
        {
            if (!await approvers.MayStillAsync(given, domain))
            {
                lost.Add(given.By);
            }
        }

        State.Approvals.RemoveAll(given => lost.Contains(given.By));
        return lost;
    }

    private async Task<Quorum> QuorumAsync(AudienceFacts facts, byte[] content)
    {
        var domain = DomainRules();
        var rules = await domain.ShowAsync();
        var earlier = (await domain.SentAsync()).Select(mark => mark.Campaign).Where(campaign => campaign != Id)
            .ToHashSet(StringComparer.Ordinal);
        var share = earlier.Count == 0 || facts.IsStream || rules.Rules.KnownShare == 0
            ? null
            : await KnownRecipients.ShareAsync(stores, facts, earlier);
        var attachments = ContentTemplate.Compile(content).Template?.Attachments ?? [];
        return ApprovalQuorum.Of(rules, new QuorumFacts(
            facts.IsStream ? 0 : facts.Rows,
            attachments.Any(attachment => !attachment.IsInline),
            facts.Columns,
            earlier.Count == 0,
            share,
            Array.Exists(State.Report!.Findings, IsSpike)));
    }

    private static bool IsSpike(GuardFinding finding) => finding is { Rule: VolumeRule.RuleName, Level: GuardLevel.Warn };
}
