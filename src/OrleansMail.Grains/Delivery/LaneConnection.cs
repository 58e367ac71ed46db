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
    private int _sent;

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

    public async Task<Attempt> AttemptAsync(Mail mail, CancellationToken cancellation)
    {
        var rendered = await RenderAsync(mail);
        if (rendered.Message is not { } message)
        {
            return Decided(AttemptEnds.Render(rendered.Problem!, lane.Site));
        }

        try
        {
            return await SendAsync(mail, message, cancellation);
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
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<RenderedMail> RenderAsync(Mail mail)
    {
        try
        {
            return await parts.Renderer.RenderAsync(mail, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogFailed(failure, lane.Site);
            return new RenderedMail(null, $"the message could not be made: {failure.GetType().Name}");
        }
    }

    private async Task<Attempt> SendAsync(Mail mail, byte[] message, CancellationToken cancellation)
    {
        var envelope = new SmtpEnvelope(mail.Run.Image.ReturnPath, CampaignImage.Recipient(mail));
        AttemptEnd? last = null;
        var retriesNow = 0;
        while (true)
        {
            if (await ConnectAsync(mail, cancellation) is { } unreachable)
            {
                return Decided((last ?? unreachable) with { RetriesNow = retriesNow });
            }

            var reused = _sent > 0;
            var transaction = await _smtp!.SendAsync(envelope, message, cancellation);
            _sent++;
            if (!transaction.Usable || _sent >= parts.Options.MessagesPerConnection)
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
