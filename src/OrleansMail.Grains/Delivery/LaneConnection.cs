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
        IReadOnlyList<Mail> mails, int index, bool isDoubtful, CancellationToken cancellation)
    {
        RenderedMail? rendered = null;
        try
        {
            if (isDoubtful && await AskAsync(mails[index], cancellation) is { } refused)
            {
                return refused;
            }

            rendered = await RenderAsync(mails, index, alone: isDoubtful);
            if (rendered.Message is not { } message)
            {
                return Decided(AttemptEnds.Render(rendered.Problem!, lane.Site));
            }

            var next = index + 1 < mails.Count && !mails[index + 1].Run.Stopped ? mails[index + 1] : null;
            return await SendAsync(mails[index], message, next, cancellation);
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
            rendered?.Dispose();
        }
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

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<RenderedMail> RenderAsync(IReadOnlyList<Mail> mails, int index, bool alone)
    {
        if (_ahead?.Mails != mails)
        {
            _ahead?.Dispose();
            _ahead = new RenderAhead(parts.Renderer, mails);
        }

        var asked = parts.Clock.GetTimestamp();
        var rendered = await _ahead.TakeAsync(index, alone);
        parts.Meter.Ended(DeliveryMeter.Render, asked);
        return rendered;
    }

    /// <summary>
    /// Null when the host takes the recipient, or where another way is to be tried: then the message is made, and sent
    /// like any other.
    /// </summary>
    private async ValueTask<Attempt?> AskAsync(Mail mail, CancellationToken cancellation)
    {
        await WithdrawAllButAsync(mail.Envelope);
        if (_smtp is not { } smtp)
        {
            return null;
        }

        var begun = parts.Clock.GetTimestamp();
        if (await smtp.AskAsync(mail.Envelope, cancellation) is not { } transaction)
        {
            return null;
        }

        parts.Meter.Ended(DeliveryMeter.Transaction, begun);
        var end = AttemptEnds.Of(transaction, lane.Site);
        var decision = parts.Recorder.Decide(end);
        var hadEnough = _sent++ > 0 && HadEnough(transaction);
        var isOver = !hadEnough
            && (decision.Next is not (NextStep.NextHost or NextStep.RetryNow) || end.Fault == AttemptFault.Cancelled);
        if (!hadEnough && decision.Next == NextStep.NextHost)
        {
            _avoid.Add(transaction.Host);
        }

        if (!isOver || !transaction.Usable || _sent >= parts.Options.MessagesPerConnection)
        {
            await CloseAsync();
        }

        return isOver ? new Attempt(end, decision, TlsOf(transaction)) : null;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Attempt> SendAsync(
        Mail mail, ReadOnlyMemory<byte> message, Mail? next, CancellationToken cancellation)
    {
        await WithdrawAllButAsync(mail.Envelope);
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
            var transaction = await _smtp!.SendAsync(
                mail.Envelope, message, isLast ? null : next?.Envelope, cancellation);
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

    private async ValueTask WithdrawAllButAsync(SmtpEnvelope envelope)
    {
        if (_smtp?.Announced is { } announced && announced != envelope)
        {
            await WithdrawAsync();
        }
    }

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
