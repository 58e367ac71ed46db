using System.Globalization;
using OrleansMail.Ledger;
using OrleansMail.People;

namespace OrleansMail.Campaigns;

/// <content>Looking at what comes of the mail: the first recipients, and when it is too bad to go on.</content>
internal sealed partial class CampaignGrain
{
    private readonly Dictionary<string, CampaignTally> _tallies = new(StringComparer.Ordinal);

    public async Task TallyAsync(string run, CampaignTally tally)
    {
        if (State.Phase != CampaignPhase.Sending)
        {
            return;
        }

        _tallies[run] = tally;
        var sum = _tallies.Values.Aggregate(CampaignTally.None, static (all, one) => all.Plus(one));
        if (autoStop.Fault(sum) is { } fault)
        {
            await StopItselfAsync(fault);
        }
        else if (State is { CanaryRows: not null, CanaryDone: false })
        {
            await LookAtFirstAsync();
        }
    }

    private async Task StopItselfAsync(string fault)
    {
        if (CampaignMoves.After(State.Phase, CampaignMove.Pause) is not { } next)
        {
            return;
        }

        await TellTrailAsync("automatic-stop", fault);
        State.Phase = next;
        State.StoppedItself = true;
        State.Reason = $"Stopped by itself: {fault}.";
        await stored.WriteStateAsync();
        _ = signal.StopSendingAsync(Id);
    }

    /// <summary>Once each of the first recipients has an outcome, the campaign pauses.</summary>
    private async Task LookAtFirstAsync()
    {
        var counts = await stores.Ledger.CountsAsync(State.Audience);
        if (counts.Final + counts.Deferred < State.Settings!.CanaryFirst
            || CampaignMoves.After(State.Phase, CampaignMove.Pause) is not { } next)
        {
            return;
        }

        State.Phase = next;
        State.CanaryDone = true;
        State.CanaryUntil = clock.GetUtcNow() + State.Settings.CanaryPause;
        State.Reason = string.Create(
            CultureInfo.InvariantCulture,
            $"The first {State.Settings.CanaryFirst:#,0} are sent; it goes on at {State.CanaryUntil:u} if not too many are refused.");
        await stored.WriteStateAsync();
        _ = signal.StopSendingAsync(Id);
        ArmCanary();
    }

    private void ArmCanary()
    {
        if (State.CanaryUntil is { } until)
        {
            Arm(until, static (grain, _) => grain.EndCanaryAsync());
        }
    }

    private async Task EndCanaryAsync()
    {
        if (State is not { Phase: CampaignPhase.Paused, CanaryUntil: { } until })
        {
            return;
        }

        if (until > clock.GetUtcNow())
        {
            // A timer counts whole milliseconds and may fire a little early; it fires once, so another is armed.
            ArmCanary();
            return;
        }

        var counts = await stores.Ledger.CountsAsync(State.Audience);
        if (autoStop.CanaryFault(counts, State.Settings!.CanaryFirst) is { } fault)
        {
            await TellTrailAsync("automatic-stop", fault);
            State.CanaryUntil = null;
            State.StoppedItself = true;
            State.Reason = $"Stopped by itself after the first recipients: {fault}.";
            await stored.WriteStateAsync();
        }
        else if (CampaignMoves.After(State.Phase, CampaignMove.Resume) is { } next)
        {
            await TellTrailAsync("first-recipients-passed", Told(counts));
            await GoOnAsync(next);
        }
    }

    /// <summary>Why nobody resumes it without a reason now: the first recipients are not looked at yet, or it looks bad.</summary>
    private async Task<Refusal?> CanaryRefusalAsync(Caller caller, string? reason)
    {
        if (!State.CanaryDone || SaysWhy(caller, reason))
        {
            return null;
        }

        if (State.CanaryUntil is { } until)
        {
            return new Refusal(
                "reason",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Until {until:u} there is time to look at the first recipients; a person resumes it sooner and says why, with --reason."),
                "reason");
        }

        // Somebody kept it paused before it was judged, or more than the first have had their turn since.
        var (counts, first) = (await stores.Ledger.CountsAsync(State.Audience), State.Settings!.CanaryFirst);
        return counts.Final + counts.Deferred <= first && autoStop.CanaryFault(counts, first) is { } fault
            ? new Refusal(
                "reason", $"The first recipients look bad: {fault}; a person resumes it and says why it may go on, with --reason.", "reason")
            : null;
    }

    private static bool SaysWhy(Caller caller, string? reason) =>
        caller.Kind != CallerKind.Service && !string.IsNullOrWhiteSpace(reason);

    /// <summary>A person wants it to stay paused: it does not go on by itself any more.</summary>
    private async Task StayPausedAsync(string reason)
    {
        if (State is { Phase: CampaignPhase.Paused, CanaryUntil: not null })
        {
            State.CanaryUntil = null;
            State.Reason = reason;
            await stored.WriteStateAsync();
        }
    }

    /// <summary>The next campaign of the domain is compared with this one, and is no longer the first.</summary>
    private async Task NoteSentAsync()
    {
        if (State is { Phase: CampaignPhase.Sending, Settings.IsStream: false, Mark: { } mark })
        {
            await DomainRules().NoteAsync(mark);
        }
    }

    private static string Told(OutcomeCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"delivered={counts.Delivered} deferred={counts.Deferred} bounced={counts.Bounced} unknown={counts.Unknown}");
}
