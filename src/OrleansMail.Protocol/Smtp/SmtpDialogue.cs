using System.Globalization;
using System.Runtime.CompilerServices;

namespace OrleansMail.Smtp;

/// <summary>The talk about one message after another on one connection. RFC 5321 §3.3, RFC 2920 §3.1.</summary>
/// <remarks>
/// With pipelining a message costs one round trip: the envelope of the next one leaves in the same write as the content.
/// Content leaves only for a recipient that the server has taken, so a connection that is lost without a word leaves
/// one recipient in doubt and no more.
/// </remarks>
internal sealed partial class SmtpDialogue(
    SmtpWire wire, SmtpTimeouts timeouts, SmtpCapabilities capabilities, bool mayChunk)
{
    private readonly CommandWriter _commands = new();

    // By RFC 3030 §4.2 alone BDAT may stand in a group; without pipelining it gains nothing over DATA.
    private readonly bool _chunking = mayChunk && capabilities is { Chunking: true, Pipelining: true };

    private Step? _answered;
    private bool _isStale;
    private bool _resetDue;

    /// <summary>The connection is of no more use: a fault, a 421, or replies out of step.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The envelope that has left before its message: with the one before it, or to ask first.</summary>
    public SmtpEnvelope? Announced { get; private set; }

    /// <summary>
    /// The server may be waiting for the announced message, so that whatever is sent would be that message.
    /// </summary>
    public bool AwaitsContent => Announced is not null && !_chunking;

    /// <summary>
    /// Says an envelope and reads what the server thinks of it. If it takes the recipient, the envelope is announced and its
    /// message is to follow; the answer is the step that decided until then.
    /// </summary>
    public async ValueTask<Step> AskAsync(SmtpEnvelope envelope, CancellationToken cancellation)
    {
        var step = await EnvelopeAsync(envelope, size: null, cancellation);
        if (step.Fault == FaultKind.None && !step.IsRefused)
        {
            (Announced, _answered) = (envelope, step);
            return step;
        }

        return Ended(step);
    }

    /// <summary>Sends one message; the answer is the step that decided.</summary>
    /// <param name="next">
    /// The envelope of the next call, which leaves with this message where that is possible; null for none.
    /// </param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Step> SendAsync(
        SmtpEnvelope envelope,
        ReadOnlyMemory<byte> message,
        SmtpEnvelope? next,
        CancellationToken cancellation)
    {
        var step = await EnvelopeAsync(envelope, DotStuffer.SizeOf(message.Span), cancellation);
        if (step.Fault == FaultKind.None && !step.IsRefused)
        {
            step = await ContentAsync(message, next, cancellation);
        }

        return Ended(step);
    }

    /// <summary>The announced message will not come.</summary>
    /// <returns>False when only the end of the connection can say so (RFC 5321 §4.1.1.4: DATA cannot be taken back).</returns>
    public bool TryWithdraw()
    {
        _isStale = Announced is not null;
        return !AwaitsContent;
    }

    private Step Ended(Step step)
    {
        if (step.Reply is not { IsPositive: true })
        {
            // RFC 3030 §2: after a refused BDAT only RSET helps, so what the server said to the next envelope is void.
            _isStale = _chunking && Announced is not null;
            _resetDue = Announced is null;
        }

        // A reply more than was asked for would be taken for the answer about the next message.
        IsBroken |= step.EndsTalk || (Announced is null && wire.HasUnread);
        return step;
    }

    /// <param name="size">Octets of the message; null while it is not known.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Step> EnvelopeAsync(SmtpEnvelope envelope, long? size, CancellationToken cancellation)
    {
        if (Announced is not null)
        {
            var answered = _answered;
            (Announced, _answered) = (null, null);
            var step = answered ?? await RepliesAsync(cancellation);
            if (!_isStale || step.EndsTalk)
            {
                return step;
            }

            (_isStale, _resetDue) = (false, true);
        }

        // RFC 1870 §4: SIZE only where offered. BODY and SMTPUTF8 never: what is sent is seven-bit.
        var declared = capabilities.SizeLimit is null || size is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" SIZE={size}");
        return capabilities.Pipelining
            ? await TogetherAsync(envelope, declared, cancellation)
            : await OneByOneAsync(envelope, declared, cancellation);
    }

    private async ValueTask<Step> OneByOneAsync(SmtpEnvelope envelope, string declared, CancellationToken cancellation)
    {
        if (_resetDue)
        {
            var reset = await AskAsync(SmtpStage.Mail, _commands.Start().Line("RSET"), timeouts.Reset, cancellation);
            if (reset.EndsTalk)
            {
                return reset;
            }

            _resetDue = false;
        }

        var mail = _commands.Start().Mail(envelope, declared);
        var step = await AskAsync(SmtpStage.Mail, mail, timeouts.Mail, cancellation);
        if (step is { Fault: FaultKind.None, Reply.IsPositive: true })
        {
            step = await AskAsync(SmtpStage.Rcpt, _commands.Start().Rcpt(envelope), timeouts.Rcpt, cancellation);
        }

        return step is { Fault: FaultKind.None, Reply.IsPositive: true }
            ? await AskAsync(SmtpStage.Data, _commands.Start().Line("DATA"), timeouts.Data, cancellation)
            : step;
    }

    private async ValueTask<Step> TogetherAsync(SmtpEnvelope envelope, string declared, CancellationToken cancellation)
    {
        _commands.Start();
        if (_resetDue)
        {
            _commands.Line("RSET");
        }

        Group(envelope, declared);
        if (await WriteAsync(SmtpStage.Mail, _commands.Written, timeouts.Mail, cancellation) is { } trouble)
        {
            return trouble;
        }

        if (_resetDue)
        {
            var reset = await ReadAsync(SmtpStage.Mail, timeouts.Reset, cancellation);
            if (reset.EndsTalk)
            {
                return reset;
            }

            _resetDue = false;
        }

        return await RepliesAsync(cancellation);
    }

    private void Group(SmtpEnvelope envelope, string declared)
    {
        _commands.Mail(envelope, declared).Rcpt(envelope);
        if (!_chunking)
        {
            _commands.Line("DATA");
        }
    }

    /// <summary>
    /// Reads what the server says to a group. RFC 2920 §3.1: replies belong to commands by their number alone; the first
    /// no is the answer, and what the server says to the commands after it is only a consequence.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Step> RepliesAsync(CancellationToken cancellation)
    {
        var outcome = await ReadAsync(SmtpStage.Mail, timeouts.Mail, cancellation);
        var last = outcome;
        if (!last.EndsTalk)
        {
            last = await ReadAsync(SmtpStage.Rcpt, timeouts.Rcpt, cancellation);
            outcome = outcome.IsRefused ? outcome : last;
        }

        if (_chunking)
        {
            return outcome;
        }

        if (!last.EndsTalk)
        {
            last = await ReadAsync(SmtpStage.Data, timeouts.Data, cancellation);
            outcome = outcome.IsRefused ? outcome : last;
        }

        if (outcome.IsRefused && last is { Stage: SmtpStage.Data, Reply.IsIntermediate: true })
        {
            // RFC 2920 §3.1: a server that wants data for nobody gets an empty message.
            await EndAsync(cancellation);
        }

        return outcome;
    }

    private async ValueTask EndAsync(CancellationToken cancellation)
    {
        if (await WriteAsync(SmtpStage.Body, ".\r\n"u8.ToArray(), timeouts.Block, cancellation) is null)
        {
            await ReadAsync(SmtpStage.FinalDot, timeouts.FinalDot, cancellation);
        }
    }
}
