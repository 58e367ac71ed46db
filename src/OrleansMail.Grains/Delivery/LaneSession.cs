using System.Diagnostics;
using OrleansMail.Lanes;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Telemetry;

namespace OrleansMail.Delivery;

/// <summary>
/// One connection's worth of work: takes a lease's worth of mail, asks the lane, makes the lease durable, sends, records.
/// </summary>
/// <remarks>Whatever is thrown where: every mail that was taken goes back to its chunk exactly once.</remarks>
internal sealed class LaneSession(
    LaneRunner lane,
    ILaneGrain grain,
    ILaneConnection connection,
    SessionStart start,
    SessionWait wait,
    SessionParts parts,
    int window) : IAsyncDisposable
{
    private static readonly TimeSpan HeldBack = TimeSpan.FromSeconds(5);

    // A renewal is on its way, or the database is away; no claim has been lost yet, perhaps.
    private static readonly TimeSpan NotHeld = TimeSpan.FromMilliseconds(200);

    private LaneSettlement? _settlement;
    private AttemptCounts _counts;
    private TimeSpan _opening;
    private CancellationToken _ending;

    /// <param name="ending">No more mail is begun; what is being sent is finished.</param>
    /// <param name="cancellation">Nothing is waited for any more.</param>
    public async Task RunAsync(CancellationToken ending, CancellationToken cancellation)
    {
        _ending = ending;
        var hasBegun = false;
        while (!ending.IsCancellationRequested && !lane.TooMany(hasBegun))
        {
            var taken = lane.Take(window);
            hasBegun |= taken.Count > 0;
            if (!(taken.Count > 0 ? await WorkAsync(taken, cancellation) : await WaitAsync(ending)))
            {
                break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        if (_settlement is { } settlement)
        {
            _settlement = null;
            await grain.SettleAsync(settlement);
        }
    }

    private async Task<bool> WorkAsync(List<Mail> taken, CancellationToken cancellation)
    {
        var started = parts.Clock.GetTimestamp();
        taken.ForEach(mail => parts.Meter.Ended(DeliveryMeter.Queue, mail.QueuedAt));
        (_counts, _opening) = (default, default);
        try
        {
            if (!parts.Egress.IsActive(lane.Key.EgressIp))
            {
                taken.ForEach(mail => mail.Return(parts.Clock.GetUtcNow() + HeldBack));
                return true;
            }

            // Asked before the lease: storage checks that against the claim, which counts for as long as this holds.
            var hold = parts.Hold.Current;
            if (!hold.IsHeld)
            {
                return await HoldAsync(taken, NotHeld, LaneWaits.Claims, cancellation);
            }

            if (!connection.IsOpen && parts.Proxies.Wait(lane.Key.EgressIp) is { } held)
            {
                return await HoldAsync(taken, held, LaneWaits.Proxy, cancellation);
            }

            var going = WithoutStopped(taken);
            return going.Count == 0 || await TryLeaseAndSendAsync(going, hold, cancellation);
        }
        finally
        {
            lane.Done(_counts, parts.Clock.GetElapsedTime(started) - _opening - connection.TakeWaited());
            start.End();
            wait.Done();
        }
    }

    /// <summary>False when the lane has to wait and this session ends.</summary>
    private async Task<bool> TryLeaseAndSendAsync(List<Mail> batch, HeldTerm hold, CancellationToken cancellation)
    {
        using var span = EngineTraces.Root("lease");
        var lease = Guid.CreateVersion7(parts.Clock.GetUtcNow());
        var open = batch;
        try
        {
            var asked = parts.Clock.GetTimestamp();
            var grant = await grain.NextAsync(lease, open.Count, _settlement);
            parts.Meter.Ended(DeliveryMeter.Grant, asked);
            _settlement = null;
            lane.Allow(grant.Connections);
            if (grant.Recipients == 0)
            {
                open = [];
                return await HoldAsync(batch, grant.RetryAfter, why: null, cancellation);
            }

            open = batch[..grant.Recipients];
            lane.PutBack(batch[grant.Recipients..]);
            open = await WithoutSuppressedAsync(open);
            if (open.Count == 0)
            {
                return true;
            }

            var end = await ConnectAsync(open[0], cancellation);
            open = WithoutStopped(open);
            if (open.Count == 0 || end is { Fault: AttemptFault.Cancelled })
            {
                return true;
            }

            if (end is { Fault: AttemptFault.ProxyFailed })
            {
                var mails = open;
                open = [];
                return await HoldAsync(
                    mails, parts.Proxies.WaitAfterFailure(lane.Key.EgressIp), LaneWaits.Proxy, cancellation);
            }

            if (end is not null)
            {
                // One recipient finds out and is recorded; the others have had no attempt and go back.
                var others = open[1..];
                open = open[..1];
                lane.PutBack(others);
            }

            await SendAllAsync(lease, await LeaseAsync(lease, open), hold, end, cancellation);
            return true;
        }
        finally
        {
            // Those that were sent or put back elsewhere are settled or queued; what is left has had no attempt.
            open.ForEach(mail => mail.Return(parts.Clock.GetUtcNow() + HeldBack));
        }
    }

    private async Task<AttemptEnd?> ConnectAsync(Mail mail, CancellationToken cancellation)
    {
        if (connection.IsOpen)
        {
            return null;
        }

        using var span = EngineTraces.Part("connect");
        var started = parts.Clock.GetTimestamp();
        wait.Asked();
        var end = await connection.ConnectAsync(mail, cancellation);
        wait.Answered();
        span?.SetTag("fault", end?.Fault.ToString());
        if (end is null)
        {
            _opening = parts.Clock.GetElapsedTime(started);
            lane.Opened(_opening);
            parts.Meter.Ended(DeliveryMeter.Connect, started);
        }

        return end;
    }

    /// <summary>Nothing may be sent now: a short wait is waited for here, a long one in the chunks.</summary>
    /// <param name="why">One of <see cref="LaneWaits"/> for what is ours; null when it is the site that is waited for.</param>
    private async Task<bool> HoldAsync(List<Mail> mails, TimeSpan time, string? why, CancellationToken cancellation)
    {
        lane.PutBack(mails);
        if (time > parts.Options.IdleFor)
        {
            if (why is null)
            {
                lane.Shut(time);
            }
            else
            {
                lane.Hold(time, why);
            }

            return false;
        }

        await Task.Delay(time, parts.Clock, cancellation);
        return true;
    }

    /// <summary>Those that may start. Refused in storage: another silo has the chunk now, or the recipient is done.</summary>
    private async Task<List<Mail>> LeaseAsync(Guid lease, List<Mail> mails)
    {
        var rows = mails.ConvertAll(mail => new LeasedRow(mail.Chunk.Claim, mail.Row, mail.Attempt));
        var asked = parts.Clock.GetTimestamp();
        var granted = await parts.Ledger.LeaseAsync(lease, lane.Key.ToString(), rows, parts.Clock.GetUtcNow());
        parts.Meter.Ended(DeliveryMeter.Lease, asked);
        var may = granted.ToHashSet();
        return [.. mails.Where((_, index) => may.Contains(rows[index]))];
    }

    private async Task SendAllAsync(
        Guid lease, List<Mail> mails, HeldTerm hold, AttemptEnd? end, CancellationToken cancellation)
    {
        var tally = new LeaseTally(lease);
        parts.Meter.LeaseOpen(1);
        try
        {
            for (var index = 0; index < mails.Count; index++)
            {
                var mail = mails[index];
                using var span = EngineTraces.Part("attempt");
                var startedAt = parts.Clock.GetUtcNow();
                wait.Asked();
                var attempt = mail.Run.Stopped || _ending.IsCancellationRequested || !hold.IsHeld
                    ? Decided(AttemptEnds.NotStarted(lane.Key.Site))
                    : end is not null ? Decided(end) : await connection.AttemptAsync(mails, index, lane.AsksFirst(mail), cancellation);
                wait.Answered();
                end = null;
                Tell(span, mail, attempt);
                await parts.Recorder.RecordAsync(mail, lane.Key, attempt, startedAt);
                tally.Add(attempt.Decision);
                lane.Tell(attempt);
                _counts = _counts.And(mail.Attempt == 1, attempt.Decision);
            }
        }
        finally
        {
            parts.Meter.LeaseOpen(-1);
            await connection.ReleaseAsync();
        }

        _settlement = tally.Settlement();
    }

    // Neither site nor host: they may be of a single recipient.
    private void Tell(Activity? span, Mail mail, Attempt attempt) => span?
        .SetTag("attempt", mail.Attempt)
        .SetTag("egress_ip", lane.Key.EgressIp.ToString())
        .SetTag("outcome", attempt.Decision.Kind.ToString())
        .SetTag("category", attempt.Decision.Category.ToString())
        .SetTag("stage", attempt.End.Stage.ToString());

    private Attempt Decided(AttemptEnd end) => new(end, parts.Recorder.Decide(end));

    private async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        using var rest = lane.Rest();
        var idle = Task.Delay(parts.Options.IdleFor, parts.Clock, cancellation);
        var ended = await Task.WhenAny(rest.Wanted, lane.NewsAsync(), idle);

        // A place that was asked for is given up even if there is news: somebody counts on it, and the lane asks again.
        return ended != idle && !rest.Wanted.IsCompleted;
    }

    private List<Mail> WithoutStopped(List<Mail> mails)
    {
        var going = new List<Mail>(mails.Count);
        foreach (var mail in mails)
        {
            if (mail.Run.Stopped)
            {
                mail.Return(parts.Clock.GetUtcNow());
            }
            else
            {
                going.Add(mail);
            }
        }

        return going;
    }

    private async Task<List<Mail>> WithoutSuppressedAsync(List<Mail> mails)
    {
        var suppressed = await parts.Suppression.FilterAsync(mails.ConvertAll(mail => mail.Recipient.Key));
        foreach (var index in suppressed)
        {
            await parts.Recorder.RecordWithoutAttemptAsync(
                mails[index], OutcomeKind.Suppressed, "the address is suppressed");
        }

        return suppressed.Count == 0 ? mails : mails.FindAll(mail => !mail.IsSettled);
    }
}
