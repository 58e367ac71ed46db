using OrleansMail.Tls;

namespace OrleansMail.Smtp;

/// <summary>Opens one session: connect, greeting, EHLO, STARTTLS, EHLO. RFC 5321 §3.1, RFC 3207 §4.</summary>
internal sealed class SmtpOpener(SmtpTarget target, SmtpSessionOptions options, CancellationToken cancellation)
{
    private readonly CommandWriter _commands = new();
    private SmtpCapabilities _capabilities = SmtpCapabilities.Empty;
    private TlsFacts _tls = TlsFacts.Plaintext("not asked for");

    private SmtpTimeouts Timeouts => options.Timeouts;

    public async Task<SmtpOpening> OpenAsync()
    {
        var opening = await AttemptAsync(target.Tls);
        if (target.Tls != TlsMode.Opportunistic || opening.Fault is not { Kind: FaultKind.TlsFailed })
        {
            return opening;
        }

        // RFC 3207 §4: the connection of a failed handshake is in no known state; plaintext needs a new one.
        _tls = TlsFacts.Plaintext("the TLS handshake failed");
        return await AttemptAsync(TlsMode.None);
    }

    private async Task<SmtpOpening> AttemptAsync(TlsMode mode)
    {
        using var span = SmtpTraces.Part("smtp.open");
        var (wire, failed) = await SmtpWire.ConnectAsync(target, options, cancellation);
        if (wire is null)
        {
            return SmtpOpening.Closed(new SmtpFault(SmtpStage.Connect, failed!.Fault, Reply: null, failed.Text));
        }

        var fault = await GreetAsync(wire) ?? await EhloAsync(wire, mode) ?? await StartTlsAsync(wire, mode);
        if (fault is null)
        {
            return SmtpOpening.Open(new SmtpSession(wire, target.Host, options, _capabilities, _tls));
        }

        if (fault is { Kind: FaultKind.Refused or FaultKind.TlsUnavailable, Reply: not { ClosesConnection: true } })
        {
            await wire.QuitAsync(Timeouts.Quit, cancellation);
        }

        await wire.DisposeAsync();
        return SmtpOpening.Closed(fault);
    }

    private async Task<SmtpFault?> GreetAsync(SmtpWire wire)
    {
        // RFC 5321 §4.3.1: nothing is said before the greeting; who talks first is taken for a spam bot.
        var greeting = await wire.ReadReplyAsync(Timeouts.Greeting, cancellation);
        return greeting.Reply is { IsPositive: true } ? null : FaultOf(SmtpStage.Greeting, greeting);
    }

    private async Task<SmtpFault?> EhloAsync(SmtpWire wire, TlsMode mode)
    {
        _capabilities = SmtpCapabilities.Empty;
        var answer = await AskAsync(wire, $"EHLO {options.EhloName}", Timeouts.Ehlo);
        if (answer.Reply is { IsPositive: true })
        {
            _capabilities = SmtpCapabilities.Read(wire.Lines);
            return null;
        }

        // RFC 5321 §3.2: an old server gets HELO; it has no STARTTLS, so not where TLS is required or already on.
        if (answer.Reply?.Code is not (500 or 501 or 502 or 550) || mode == TlsMode.Required || _tls.IsEncrypted)
        {
            return FaultOf(SmtpStage.Ehlo, answer);
        }

        answer = await AskAsync(wire, $"HELO {options.EhloName}", Timeouts.Ehlo);
        return answer.Reply is { IsPositive: true } ? null : FaultOf(SmtpStage.Ehlo, answer);
    }

    private async Task<SmtpFault?> StartTlsAsync(SmtpWire wire, TlsMode mode)
    {
        if (mode == TlsMode.None)
        {
            return null;
        }

        if (!_capabilities.StartTls)
        {
            _tls = TlsFacts.Plaintext("the server does not offer STARTTLS");
            return mode == TlsMode.Required ? Unavailable(reply: null) : null;
        }

        var answer = await AskAsync(wire, "STARTTLS", Timeouts.StartTls);
        if (answer.Reply is null or { ClosesConnection: true } or { IsIntermediate: true })
        {
            return FaultOf(SmtpStage.StartTls, answer);
        }

        if (!answer.Reply.IsPositive)
        {
            _tls = TlsFacts.Plaintext($"STARTTLS was refused: {answer.Reply.Code}");
            return mode == TlsMode.Required ? Unavailable(answer.Reply) : null;
        }

        // RFC 3207 §4.2 and CVE-2011-0411: what came in before the handshake must not be read as if it came in TLS.
        if (wire.HasUnread)
        {
            return Protocol(SmtpStage.StartTls, "octets behind the reply to STARTTLS");
        }

        var (facts, fault) = await SecureAsync(wire);
        if (facts is null)
        {
            return new SmtpFault(SmtpStage.StartTls, fault, Reply: null, WireFault.Describe(fault));
        }

        // RFC 3207 §4.2: forget what was said in the clear. A second offer of STARTTLS is not even looked at.
        _tls = facts;
        return await EhloAsync(wire, mode);
    }

    private async Task<(TlsFacts? Facts, FaultKind Fault)> SecureAsync(SmtpWire wire)
    {
        using var span = SmtpTraces.Part("smtp.tls");
        return await wire.SecureAsync(target.Host, Timeouts.Handshake, cancellation);
    }

    private async Task<WireReply> AskAsync(SmtpWire wire, string command, TimeSpan limit)
    {
        if (wire.HasUnread)
        {
            return WireReply.Failed(FaultKind.ProtocolError, "the server spoke before it was asked");
        }

        var fault = await wire.WriteAsync(_commands.Start().Line(command).Written, limit, cancellation);
        if (fault is FaultKind.None or FaultKind.ConnectionLost)
        {
            // A server that closes often says why first.
            return await wire.ReadReplyAsync(limit, cancellation);
        }

        return WireReply.Failed(fault, WireFault.Describe(fault));
    }

    private static SmtpFault FaultOf(SmtpStage stage, WireReply answer) => answer.Reply switch
    {
        null => new SmtpFault(stage, answer.Fault, Reply: null, answer.Text),
        { IsIntermediate: true } => Protocol(stage, "a 3yz reply out of place"),
        { } reply => new SmtpFault(stage, FaultKind.Refused, reply, reply.ToString()),
    };

    private static SmtpFault Unavailable(SmtpReply? reply) => new(
        SmtpStage.StartTls,
        FaultKind.TlsUnavailable,
        reply,
        reply?.ToString() ?? WireFault.Describe(FaultKind.TlsUnavailable));

    private static SmtpFault Protocol(SmtpStage stage, string text) =>
        new(stage, FaultKind.ProtocolError, Reply: null, text);
}
