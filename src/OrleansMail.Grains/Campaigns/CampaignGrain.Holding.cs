using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Campaigns;

/// <content>From start to the first mail: the undo window, or the wait for the time to send.</content>
internal sealed partial class CampaignGrain
{
    // A first mail that is so much too late may leave at another time of day than was looked at.
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BeforeAnotherTry = TimeSpan.FromSeconds(30);

    // A timer cannot wait for months; and one that wakes now and then follows a clock that was set.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromHours(1);

    private async Task<Refusal?> StartFaultAsync()
    {
        if ((approval.FactorFault(Caller.Current, clock.GetUtcNow()) ?? HoursFault()) is { } unfit)
        {
            return unfit;
        }

        return (await stores.Directory.ListAsync(DirectoryKind.EgressIp, runningOnly: false)).Count == 0
            ? new Refusal("egress", "There is no address to send from; `ip add ADDRESS --ehlo NAME` registers one.", "ip")
            : null;
    }

    private Refusal? HoursFault() =>
        hours.Fault(Id, State.Settings!, State.Accepted, FirstMail.At(State.Settings!, clock.GetUtcNow()));

    private async Task HoldAsync(CampaignPhase next)
    {
        State.Phase = next;
        State.HeldUntil = FirstMail.At(State.Settings!, clock.GetUtcNow());
        State.StoppedItself = false;
        State.Reason = null;
        await stored.WriteStateAsync();
        ArmRelease();
    }

    private void ArmRelease()
    {
        if (State is { Phase: CampaignPhase.Held, HeldUntil: { } until })
        {
            Arm(until, static (grain, _) => grain.ReleaseOrTryAgainAsync());
        }
    }

    private void Arm(DateTimeOffset until, Func<CampaignGrain, CancellationToken, Task> then)
    {
        // Timers drop fractions of a millisecond: rounded up, they do not fire before the time has come.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling((until - clock.GetUtcNow()).TotalMilliseconds));
        this.RegisterGrainTimer(
            then,
            this,
            new GrainTimerCreationOptions
            {
                DueTime = TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestTimer.Ticks)),
                Period = Timeout.InfiniteTimeSpan,
                KeepAlive = true,
            });
    }

    private async Task ReleaseOrTryAgainAsync()
    {
        try
        {
            await ReleaseHeldAsync();
        }
        catch
        {
            // Its timer fires once: what could not be written now would be held for ever.
            Arm(clock.GetUtcNow() + BeforeAnotherTry, static (grain, _) => grain.ReleaseOrTryAgainAsync());
            throw;
        }
    }

    private async Task ReleaseHeldAsync()
    {
        var now = clock.GetUtcNow();
        if (State is not { Phase: CampaignPhase.Held, HeldUntil: { } until })
        {
            return;
        }

        if (until > now)
        {
            // A timer counts whole milliseconds and may fire a little early; it fires once, so another is armed.
            ArmRelease();
            return;
        }

        var isScheduled = State.Settings!.SendAt is not null;
        if (await ReleaseFaultAsync(now, until, isScheduled) is { } fault)
        {
            await StayUnsentAsync(fault);
            return;
        }

        if (isScheduled)
        {
            await TellTrailAsync("scheduled-start", $"send-at={State.Settings.SendAt!.Value.UtcDateTime:O}");
        }

        Release(now);
        await stored.WriteStateAsync();
        signal.Ring(Id);
        await NoteSentAsync();
    }

    /// <summary>Why what was started does not begin after all; null if nothing is in the way.</summary>
    private async Task<string?> ReleaseFaultAsync(DateTimeOffset now, DateTimeOffset until, bool isScheduled)
    {
        // Days may have passed since the start: those who approved must still be who may.
        if (isScheduled && await DropLostAsync() is { Count: > 0 } lost && !HeldApprovals.AreEnough(State, now))
        {
            return $"{string.Join(", ", lost)} approved it and may not approve any more.";
        }

        return now - until > Punctual ? hours.Fault(Id, State.Settings!, State.Accepted, now)?.Message : null;
    }

    private async Task StayUnsentAsync(string fault)
    {
        await TellTrailAsync("automatic-stop", fault);
        if (CampaignMoves.After(State.Phase, CampaignMove.Pause) is { } next)
        {
            State.Phase = next;
            State.HeldUntil = null;
            State.Reason = $"It did not begin: {fault}";
            await stored.WriteStateAsync();
        }
    }

    private void Release(DateTimeOffset now)
    {
        State.Phase = CampaignPhase.Sending;
        State.HeldUntil = null;
        State.StartedAt = now;
    }
}
