using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OrleansMail.Lanes;
using OrleansMail.Outcomes;
using OrleansMail.Smtp;

namespace OrleansMail.Delivery;

/// <summary>Makes attempts over SMTP, from host to host of the site as long as the policy says so.</summary>
internal sealed partial class LaneConnection(LaneKey lane, SessionParts parts, ILogger log) : ILaneConnection
{
    private readonly HashSet<string> _avoid = new(StringComparer.Ordinal);
    private SmtpSession? _smtp;
    private RenderAhead? _ahead;
    private RenderedMail? _rendered;
    private TimeSpan _waited;
    private int _sent;

    public bool IsOpen => _smtp is not null;

    public async Task<AttemptEnd?> ConnectAsync(Mail mail, CancellationToken cancellation)
    {
        if (_smtp is not null)
        {
            return null;
        }

        var (session, end) = await parts.Connector.OpenAsync(lane, mail.Domain, _avoid, cancellation);
        if (session is null)
        {
            // Asked in vain: the next attempt begins with the best host again (RFC 5321 §5.1).
            _avoid.Clear();
        }

        _smtp = session;
        _sent = 0;
        return end;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Attempt> AttemptAsync(
        IReadOnlyList<Mail> mails, int index, bool asksFirst, CancellationToken cancellation)
    {
        try
        {
            return !asksFirst && await RenderAsync(mails, index, alone: false) is { } problem
                ? Decided(AttemptEnds.Render(problem, lane.Site))
                : await SendAsync(mails, index, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Only looking for a host throws, so nothing has been said about this recipient.
            await CloseAsync();
            return Decided(AttemptEnds.NotStarted(lane.Site));
        }
        catch (Exception failure)
        {
            // Nobody knows how far it came: the only answer that can neither lose nor double a mail is Unknown.
            LogFailed(failure, lane.Site);
            await CloseAsync();
            return Decided(AttemptEnds.Broken(lane.Site));
        }
        finally
        {
            _rendered?.Dispose();
            _rendered = null;
        }
    }

    public TimeSpan TakeWaited()
    {
        var waited = _waited;
        _waited = TimeSpan.Zero;
        return waited;
    }

    public async ValueTask ReleaseAsync()
    {
        _ahead?.Dispose();
        _ahead = null;
        await WithdrawAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _ahead?.Dispose();
        await CloseAsync();
    }

    /// <summary>Null when the message is made; otherwise why it cannot be.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<string?> RenderAsync(IReadOnlyList<Mail> mails, int index, bool alone)
    {
        if (_ahead?.Mails != mails)
        {
            _ahead?.Dispose();
            _ahead = new RenderAhead(parts.Renderer, mails);
        }

        var asked = parts.Clock.GetTimestamp();
        _rendered = await _ahead.TakeAsync(index, alone);
        _waited += parts.Clock.GetElapsedTime(asked);
        parts.Meter.Ended(DeliveryMeter.Render, asked);
        return _rendered.Problem;
    }

    /// <summary>Sends what was made, or asks the host first and makes it then.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Attempt> SendAsync(IReadOnlyList<Mail> mails, int index, CancellationToken cancellation)
    {
        var mail = mails[index];
        if (_smtp?.Announced is { } announced && announced != mail.Envelope)
        {
            await WithdrawAsync();
        }

        AttemptEnd? last = null;
        var retriesNow = 0;
        while (true)
        {
            if (await ConnectAsync(mail, cancellation) is { } unreachable)
            {
                return Decided((last ?? unreachable) with { RetriesNow = retriesNow });
            }

            var reused = _sent > 0;
            var isLast = _sent + 1 >= parts.Options.MessagesPerConnection;
            var begun = parts.Clock.GetTimestamp();
            var transaction = _rendered is null ? await _smtp!.AskAsync(mail.Envelope, cancellation) : null;
            if (transaction is null)
            {
                if (_rendered is null && await RenderAsync(mails, index, alone: true) is { } problem)
                {
                    return Decided(AttemptEnds.Render(problem, lane.Site));
                }

                var next = isLast ? null : NextOf(mails, index);
                transaction = await _smtp!.SendAsync(mail.Envelope, _rendered!.Message!.Value, next, cancellation);
            }

            parts.Meter.Ended(DeliveryMeter.Transaction, begun);
            _sent++;
            if (!transaction.Usable || isLast)
            {
                await CloseAsync();
            }

            if (reused && HadEnough(transaction))
            {
                await CloseAsync();
                continue;
            }

            last = AttemptEnds.Of(transaction, lane.Site) with { RetriesNow = retriesNow };
            var decision = parts.Recorder.Decide(last);
            switch (decision.Next)
            {
                case NextStep.NextHost:
                    _avoid.Add(transaction.Host);
                    await CloseAsync();
                    break;
                case NextStep.RetryNow when last.Fault != AttemptFault.Cancelled:
                    retriesNow++;
                    await CloseAsync();
                    break;
                default:
                    return new Attempt(last, decision, TlsOf(transaction));
            }
        }
    }

    private static SmtpEnvelope? NextOf(IReadOnlyList<Mail> mails, int index) =>
        index + 1 < mails.Count && !mails[index + 1].Run.Stopped ? mails[index + 1].Envelope : null;

    private async ValueTask WithdrawAsync()
    {
        if (_smtp is { } smtp)
        {
            await smtp.WithdrawAsync();
            _smtp = smtp.IsUsable ? smtp : null;
        }
    }

    // A host may end a connection that it thinks was used enough, with 421 (RFC 5321 §3.8) or without a word. That
    // tells nothing about the host or the recipient; a fresh connection does, so this cannot go on for ever.
    private static bool HadEnough(SmtpTransaction transaction) =>
        transaction.Stage == SmtpStage.Mail && !transaction.IsLocal
        && (transaction.Fault == FaultKind.ConnectionLost || transaction.Reply?.Code == 421);

    private Attempt Decided(AttemptEnd end) => new(end, parts.Recorder.Decide(end));

    private async Task CloseAsync()
    {
        if (_smtp is { } smtp)
        {
            _smtp = null;
            await smtp.QuitAsync(CancellationToken.None);
            await smtp.DisposeAsync();
        }
    }

    private static string? TlsOf(SmtpTransaction transaction) =>
        transaction.Tls.IsEncrypted ? $"{transaction.Tls.Protocol} {transaction.Tls.CipherSuite}" : null;

    [LoggerMessage(LogLevel.Error, "An attempt at {Site} ended by an unexpected failure")]
    private partial void LogFailed(Exception failure, string site);
}
