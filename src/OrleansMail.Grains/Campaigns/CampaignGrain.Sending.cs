using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Campaigns;

/// <content>From start to the last outcome: the moves that make mail leave or stop.</content>
internal sealed partial class CampaignGrain
{
    public Task<CampaignAnswer> PauseAsync() =>
        StopAsync(CampaignMove.Pause, CampaignPhase.Paused, $"Paused by {Caller.Current.Name}.");

    public Task<CampaignAnswer> CancelAsync() =>
        StopAsync(CampaignMove.Cancel, CampaignPhase.Cancelled, $"Cancelled by {Caller.Current.Name}.");

    public async Task<CampaignRelease?> ReleaseAsync()
    {
        var cancelling = IsSweeping;
        if (State.Phase != CampaignPhase.Sending && !cancelling)
        {
            return null;
        }

        if (!cancelling && await FindStopAsync() is not null)
        {
            return null;
        }

        var facts = await stores.Audience.FactsAsync(State.Audience);
        return facts is null || State.Submitted is not { } approved || State.StartedAt is not { } startedAt
            ? null
            : new CampaignRelease(
                Id, State.Audience, facts.Columns, State.Settings!, approved, startedAt, cancelling)
            {
                RowsBelow = cancelling || State.CanaryDone ? null : State.CanaryRows,
                HasFailed = State.Phase == CampaignPhase.Failed,
            };
    }

    public async Task DrainedAsync()
    {
        if (IsSweeping)
        {
            await SweptAsync();
            return;
        }

        if (State.Settings is not { IsStream: false }
            || CampaignMoves.After(State.Phase, CampaignMove.Finish) is not { } next)
        {
            return;
        }

        var counts = await stores.Ledger.CountsAsync(State.Audience);
        if (counts.Final < State.Recipients)
        {
            return;
        }

        State.Phase = next;
        State.FinishedAt = clock.GetUtcNow();
        await stored.WriteStateAsync();
        await stores.Directory.PutAsync(DirectoryKind.Campaign, Id, running: false);
    }

    public async Task MismatchAsync(string what)
    {
        if (IsSweeping)
        {
            State.Reason = $"{State.Reason} Not everybody's outcome could be recorded: the stored {what} cannot be read.".TrimStart();
            await SweptAsync();
            return;
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Fail) is not { } next)
        {
            return;
        }

        State.Phase = next;
        State.Reason = $"The stored {what} is not what was approved: nothing more is sent.";
        State.HeldUntil = null;
        State.CanaryUntil = null;
        State.FinishedAt = clock.GetUtcNow();
        State.Swept = await stores.Audience.FactsAsync(State.Audience) is null;
        await stored.WriteStateAsync();
        _ = signal.StopSendingAsync(Id);
        if (!IsSweeping)
        {
            await stores.Directory.PutAsync(DirectoryKind.Campaign, Id, running: false);
        }
    }

    /// <summary>It has ended while it was being sent, and the silos give an outcome to everybody who has none.</summary>
    private bool IsSweeping =>
        State is { Phase: CampaignPhase.Cancelled or CampaignPhase.Failed, StartedAt: not null, Swept: false };

    private async Task SweptAsync()
    {
        State.Swept = true;
        await stored.WriteStateAsync();
        await stores.Directory.PutAsync(DirectoryKind.Campaign, Id, running: false);
    }

    public async Task<CampaignAnswer> StartAsync()
    {
        if (State.Phase is CampaignPhase.Held or CampaignPhase.Sending)
        {
            return await AnswerAsync(null);
        }

        if (await LapseAsync())
        {
            return await AnswerAsync(NotNow("start", $"It has to be approved again: `orleansmail campaign review {Id}`."));
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Start) is not { } next)
        {
            return await AnswerAsync(NotNow("start", BeforeStart()));
        }

        if (await StartFaultAsync() is { } unfit)
        {
            return await AnswerAsync(unfit);
        }

        if (await FindDifferenceAsync() is { Length: > 0 } difference)
        {
            await MismatchAsync(difference);
            return await AnswerAsync(Stale(difference));
        }

        // The hint comes first: workers that ask too early hear that there is nothing to do, while a crash between
        // the two writes must not leave a sending campaign that nobody asks about.
        await stores.Directory.PutAsync(DirectoryKind.Campaign, Id, running: true);
        if (await StoppedAsync() is { } stopped)
        {
            await stores.Directory.PutAsync(DirectoryKind.Campaign, Id, running: false);
            return await AnswerAsync(stopped);
        }

        var facts = await stores.Audience.FactsAsync(State.Audience);
        State.CanaryRows = await CanaryRows.BelowAsync(stores.Audience, facts!, State.Settings!.CanaryFirst);
        var now = clock.GetUtcNow();
        State.Phase = next;
        State.HeldUntil = FirstMail.At(State.Settings, now);
        State.Reason = null;
        if (State.HeldUntil <= now)
        {
            Release(now);
        }

        await stored.WriteStateAsync();
        ArmRelease();
        signal.Ring(Id);
        await NoteSentAsync();
        return await AnswerAsync(null);
    }

    public async Task<CampaignAnswer> ResumeAsync(string? reason = null)
    {
        if (State.Phase is CampaignPhase.Held or CampaignPhase.Sending)
        {
            return await AnswerAsync(null);
        }

        // Nothing has left yet: whoever paused it in its undo window was to have the time to undo it.
        var move = State.StartedAt is null ? CampaignMove.Hold : CampaignMove.Resume;
        if (CampaignMoves.After(State.Phase, move) is not { } next)
        {
            return await AnswerAsync(NotNow("resume", BeforeResume()));
        }

        if (State.StartedAt is null)
        {
            await DropLostAsync();
        }

        var unfit = ResumeFault(Caller.Current, reason) ?? await CanaryRefusalAsync(Caller.Current, reason);
        if (unfit is not null)
        {
            return await AnswerAsync(unfit);
        }

        await stores.Directory.PutAsync(DirectoryKind.Campaign, Id, running: true);
        if (await StoppedAsync() is { } stopped)
        {
            return await AnswerAsync(stopped);
        }

        await (move == CampaignMove.Hold ? HoldAsync(next) : GoOnAsync(next));
        return await AnswerAsync(null);
    }

    private Refusal? ResumeFault(Caller caller, string? reason)
    {
        if (!HeldApprovals.AreEnough(State, clock.GetUtcNow()))
        {
            return new Refusal(
                "approvals",
                $"An approval was withdrawn or has run out: `campaign review {Id}` and `campaign approve {Id} --hash HASH` by another "
                + "approver come first.");
        }

        // It is the start once more: nothing has left yet.
        if (State.StartedAt is null && (approval.FactorFault(caller, clock.GetUtcNow()) ?? HoursFault()) is { } unfit)
        {
            return unfit;
        }

        if (State.StoppedItself && !SaysWhy(caller, reason))
        {
            return new Refusal(
                "reason",
                $"It stopped by itself ({State.Reason}); a person resumes it and says why it may go on, with --reason.",
                "reason");
        }

        return reason is null ? null : ReasonOf(reason);
    }

    /// <summary>Sends on; what was counted before the pause does not stop it again.</summary>
    private async Task GoOnAsync(CampaignPhase next)
    {
        _tallies.Clear();
        State.Phase = next;
        State.CanaryUntil = null;
        State.StoppedItself = false;
        State.Reason = null;
        await stored.WriteStateAsync();
        signal.Ring(Id);
        await NoteSentAsync();
    }
}
