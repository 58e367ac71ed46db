using OrleansMail.Lanes;
using OrleansMail.Ledger;
using OrleansMail.Outcomes;
using OrleansMail.Smtp;

namespace OrleansMail.Delivery;

/// <summary>
/// One connection's worth of work: takes a lease's worth of mail, asks the lane, makes the lease durable, sends, records.
/// </summary>
internal sealed class LaneSession(LaneRunner lane, SessionParts parts, int window) : IAsyncDisposable
{
    private static readonly TimeSpan HeldBack = TimeSpan.FromSeconds(5);

    private readonly ILaneGrain _grain = parts.Grains.GetGrain<ILaneGrain>(lane.Key.ToString());
    private readonly HashSet<string> _avoid = new(StringComparer.Ordinal);
    private LaneSettlement? _settlement;
    private SmtpSession? _smtp;
    private int _sent;

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && !lane.TooMany())
        {
            var batch = WithoutStopped(lane.Take(window));
            if (batch.Count > 0)
            {
                if (!await TryLeaseAndSendAsync(batch, cancellation))
                {
                    break;
                }
            }
            else if (!await WaitAsync(cancellation))
            {
                break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (_settlement is { } settlement)
        {
            _settlement = null;
            await _grain.SettleAsync(settlement);
        }
    }

    /// <summary>False when the lane has to wait and this session ends.</summary>
    private async Task<bool> TryLeaseAndSendAsync(List<Mail> batch, CancellationToken cancellation)
    {
        var lease = Guid.CreateVersion7(parts.Clock.GetUtcNow());
        var open = batch;
        try
        {
            var grant = await _grain.NextAsync(lease, open.Count, _settlement);
            _settlement = null;
            lane.Allow(grant.Connections);
            if (grant.Recipients == 0)
            {
                lane.PutBack(open);
                open = [];
                lane.Shut(grant.RetryAfter);
                return false;
            }

            lane.PutBack(open[grant.Recipients..]);
            open = open[..grant.Recipients];
            open = await WithoutSuppressedAsync(open);
            if (open.Count == 0)
            {
                return true;
            }

            var end = await ConnectAsync(open[0], cancellation);
            if (end is not null)
            {
                // One recipient finds out and is recorded; the others have had no attempt and go back.
                lane.PutBack(open[1..]);
                open = open[..1];
            }

            var leased = await LeaseAsync(lease, open);
            open = [];
            await SendAllAsync(lease, leased, end, cancellation);
            return true;
        }
        finally
        {
            open.ForEach(mail => mail.Return(parts.Clock.GetUtcNow() + HeldBack));
        }
    }

    private async Task<List<Mail>> LeaseAsync(Guid lease, List<Mail> mails)
    {
        var rows = mails.ConvertAll(mail => new LeasedRow(mail.Chunk.Claim, mail.Row, mail.Attempt));
        HashSet<LeasedRow> granted;
        try
        {
            granted = [.. await parts.Ledger.LeaseAsync(lease, lane.Key.ToString(), rows, parts.Clock.GetUtcNow())];
        }
        catch
        {
            mails.ForEach(mail => mail.Return(parts.Clock.GetUtcNow() + HeldBack));
            throw;
        }

        // Refused in storage: another silo has the chunk now, or the recipient is done.
        for (var index = 0; index < mails.Count; index++)
        {
            if (!granted.Contains(rows[index]))
            {
                mails[index].Return(parts.Clock.GetUtcNow() + HeldBack);
            }
        }

        return [.. mails.Where((_, index) => granted.Contains(rows[index]))];
    }

    private async Task SendAllAsync(Guid lease, List<Mail> mails, AttemptEnd? end, CancellationToken cancellation)
    {
        var tally = new LeaseTally(lease);
        foreach (var mail in mails)
        {
            end = mail.Run.Stopped || cancellation.IsCancellationRequested
                ? AttemptEnds.NotStarted(lane.Key.Site)
                : end;
            var startedAt = parts.Clock.GetUtcNow();
            string? tls = null;
            OutcomeDecision decision;
            if (end is null)
            {
                (end, decision, tls) = await AttemptAsync(mail, cancellation);
            }
            else
            {
                decision = parts.Recorder.Decide(end);
            }

            await parts.Recorder.RecordAsync(mail, lane.Key, end, decision, startedAt, tls);
            tally.Add(decision);
            end = null;
        }

        _settlement = tally.Settlement();
    }

    /// <summary>One attempt: goes on to the next host of the site as long as the policy says so.</summary>
    private async Task<(AttemptEnd End, OutcomeDecision Decision, string? Tls)> AttemptAsync(
        Mail mail, CancellationToken cancellation)
    {
        var rendered = await parts.Renderer.RenderAsync(mail, cancellation);
        if (rendered.Message is not { } message)
        {
            var problem = AttemptEnds.Render(rendered.Problem!, lane.Key.Site);
            return (problem, parts.Recorder.Decide(problem), null);
        }

        AttemptEnd? last = null;
        while (true)
        {
            if (await ConnectAsync(mail, cancellation) is { } unreachable)
            {
                var end = last ?? unreachable;
                return (end, parts.Recorder.Decide(end), null);
            }

            var envelope = new SmtpEnvelope(mail.Run.Image.ReturnPath, CampaignImage.Recipient(mail));
            var transaction = await _smtp!.SendAsync(envelope, message, cancellation);
            _sent++;
            last = AttemptEnds.Of(transaction, lane.Key.Site);
            var decision = parts.Recorder.Decide(last);
            if (!transaction.Usable || _sent >= parts.Options.MessagesPerConnection || decision.Next == NextStep.RetryNow)
            {
                await CloseAsync();
            }

            if (decision.Next != NextStep.NextHost)
            {
                return (last, decision, TlsOf(transaction));
            }

            _avoid.Add(transaction.Host);
            await CloseAsync();
        }
    }

    /// <summary>Null when there is a connection; otherwise how the attempt ends without one.</summary>
    private async Task<AttemptEnd?> ConnectAsync(Mail mail, CancellationToken cancellation)
    {
        if (_smtp is not null)
        {
            return null;
        }

        var domain = mail.Recipient.Address[(mail.Recipient.Address.LastIndexOf('@') + 1)..];
        var (session, end) = await parts.Connector.OpenAsync(lane.Key, domain, _avoid, cancellation);
        if (session is null)
        {
            // Asked in vain: the next attempt begins with the best host again (RFC 5321 §5.1).
            _avoid.Clear();
        }

        _smtp = session;
        _sent = 0;
        return end;
    }

    private async Task CloseAsync()
    {
        if (_smtp is { } smtp)
        {
            _smtp = null;
            await smtp.QuitAsync(CancellationToken.None);
            await smtp.DisposeAsync();
        }
    }

    private async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        var idle = Task.Delay(parts.Options.IdleFor, parts.Clock, cancellation);
        return await Task.WhenAny(lane.NewsAsync(), idle) != idle;
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
        if (suppressed.Count == 0)
        {
            return mails;
        }

        var skip = suppressed.Select(index => mails[index]).ToHashSet();
        foreach (var mail in skip)
        {
            await parts.Recorder.RecordWithoutAttemptAsync(mail, OutcomeKind.Suppressed, "the address is suppressed");
        }

        return [.. mails.Where(mail => !skip.Contains(mail))];
    }

    private static string? TlsOf(SmtpTransaction transaction) =>
        transaction.Tls.IsEncrypted ? $"{transaction.Tls.Protocol} {transaction.Tls.CipherSuite}" : null;
}
