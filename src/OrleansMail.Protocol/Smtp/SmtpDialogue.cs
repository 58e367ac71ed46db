using System.Buffers;
using System.Globalization;

namespace OrleansMail.Smtp;

/// <summary>The talk about one message after another on one connection. RFC 5321 §3.3, RFC 2920 §3.1.</summary>
internal sealed class SmtpDialogue(SmtpWire wire, SmtpTimeouts timeouts, SmtpCapabilities capabilities)
{
    private const int BlockSize = 64 * 1024;

    private readonly CommandWriter _commands = new();
    private bool _resetDue;

    /// <summary>The connection is of no more use: a fault, a 421, or replies out of step.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Sends one message; the answer is the step that decided.</summary>
    public async Task<Step> SendAsync(
        SmtpEnvelope envelope,
        ReadOnlyMemory<byte> message,
        CancellationToken cancellation)
    {
        var step = await EnvelopeAsync(envelope, DotStuffer.SizeOf(message.Span), cancellation);
        if (step is { Stage: SmtpStage.Data, Reply.IsIntermediate: true })
        {
            step = await BodyAsync(message, cancellation);
        }

        _resetDue = step.Reply is not { IsPositive: true };

        // A reply more than was asked for would be taken for the answer about the next message.
        IsBroken |= step.EndsTalk || wire.HasUnread;
        return step;
    }

    private Task<Step> EnvelopeAsync(SmtpEnvelope envelope, long size, CancellationToken cancellation)
    {
        // RFC 1870 §4: SIZE only where offered. BODY and SMTPUTF8 never: what is sent is seven-bit.
        var declared = capabilities.SizeLimit is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" SIZE={size}");
        var mail = $"MAIL FROM:<{envelope.Sender?.Address}>{declared}";
        var rcpt = $"RCPT TO:<{envelope.Recipient.Address}>";
        return capabilities.Pipelining
            ? TogetherAsync(mail, rcpt, cancellation)
            : OneByOneAsync(mail, rcpt, cancellation);
    }

    private async Task<Step> OneByOneAsync(string mail, string rcpt, CancellationToken cancellation)
    {
        if (_resetDue)
        {
            var reset = await AskAsync(SmtpStage.Mail, "RSET", timeouts.Reset, cancellation);
            if (reset.EndsTalk)
            {
                return reset;
            }
        }

        var step = await AskAsync(SmtpStage.Mail, mail, timeouts.Mail, cancellation);
        if (step.Reply is { IsPositive: true })
        {
            step = await AskAsync(SmtpStage.Rcpt, rcpt, timeouts.Rcpt, cancellation);
        }

        return step.Reply is { IsPositive: true }
            ? await AskAsync(SmtpStage.Data, "DATA", timeouts.Data, cancellation)
            : step;
    }

    private async Task<Step> TogetherAsync(string mail, string rcpt, CancellationToken cancellation)
    {
        _commands.Start();
        if (_resetDue)
        {
            _commands.Line("RSET");
        }

        _commands.Line(mail).Line(rcpt).Line("DATA");
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
        }

        // RFC 2920 §3.1: replies belong to commands by their number alone; the first no is the answer,
        // and what the server says to DATA after it is only a consequence.
        var outcome = await ReadAsync(SmtpStage.Mail, timeouts.Mail, cancellation);
        var last = outcome;
        if (!last.EndsTalk)
        {
            last = await ReadAsync(SmtpStage.Rcpt, timeouts.Rcpt, cancellation);
            outcome = outcome.IsRefused ? outcome : last;
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

    private async Task EndAsync(CancellationToken cancellation)
    {
        if (await WriteAsync(SmtpStage.Body, ".\r\n"u8.ToArray(), timeouts.Block, cancellation) is null)
        {
            await ReadAsync(SmtpStage.FinalDot, timeouts.FinalDot, cancellation);
        }
    }

    private async Task<Step> BodyAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var stuffer = new DotStuffer(message);
        var block = ArrayPool<byte>.Shared.Rent(Math.Min(BlockSize, message.Length + 1024));
        try
        {
            if (wire.HasUnread)
            {
                return await UnaskedAsync(SmtpStage.Data, cancellation);
            }

            while (!stuffer.IsFinished)
            {
                var count = stuffer.Fill(block);
                if (cancellation.IsCancellationRequested)
                {
                    return Step.Failed(SmtpStage.Body, FaultKind.Cancelled);
                }

                // From here on the end may be on its way, even if the write fails.
                var stage = stuffer.IsFinished ? SmtpStage.FinalDot : SmtpStage.Body;
                var fault = await wire.WriteAsync(block.AsMemory(0, count), timeouts.Block, cancellation);
                if (fault != FaultKind.None)
                {
                    return await LastWordAsync(stage, fault, cancellation);
                }
            }

            return await ReadAsync(SmtpStage.FinalDot, timeouts.FinalDot, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private async Task<Step> AskAsync(
        SmtpStage stage,
        string command,
        TimeSpan limit,
        CancellationToken cancellation) =>
        await WriteAsync(stage, _commands.Start().Line(command).Written, limit, cancellation)
            ?? await ReadAsync(stage, limit, cancellation);

    private async Task<Step?> WriteAsync(
        SmtpStage stage,
        ReadOnlyMemory<byte> octets,
        TimeSpan limit,
        CancellationToken cancellation)
    {
        if (wire.HasUnread)
        {
            return await UnaskedAsync(stage, cancellation);
        }

        var fault = await wire.WriteAsync(octets, limit, cancellation);
        return fault == FaultKind.None ? null : await LastWordAsync(stage, fault, cancellation);
    }

    private async Task<Step> ReadAsync(SmtpStage stage, TimeSpan limit, CancellationToken cancellation)
    {
        var answer = await wire.ReadReplyAsync(limit, cancellation);
        var step = new Step(stage, answer.Reply, answer.Fault, answer.Text);

        // RFC 5321 §4.2.1: 3yz answers DATA and nothing else; 2yz does not.
        if (answer.Reply is { } reply
            && (stage == SmtpStage.Data ? reply.IsPositive : reply.IsIntermediate))
        {
            step = step with { Fault = FaultKind.ProtocolError };
        }

        IsBroken |= step.EndsTalk;
        return step;
    }

    /// <summary>A server that hangs up often says why first; only a no counts.</summary>
    private async Task<Step> LastWordAsync(SmtpStage stage, FaultKind fault, CancellationToken cancellation)
    {
        IsBroken = true;
        if (fault != FaultKind.Cancelled)
        {
            var word = await wire.ReadReplyAsync(timeouts.Quit, cancellation);
            if (word.Reply is { IsTransient: true } or { IsPermanent: true })
            {
                return new Step(stage, word.Reply, FaultKind.None, word.Text);
            }
        }

        return Step.Failed(stage, fault);
    }

    private async Task<Step> UnaskedAsync(SmtpStage stage, CancellationToken cancellation)
    {
        IsBroken = true;
        var word = await wire.ReadReplyAsync(timeouts.Quit, cancellation);
        return word.Reply is { ClosesConnection: true }
            ? new Step(stage, word.Reply, FaultKind.None, word.Text)
            : Step.Failed(stage, FaultKind.ProtocolError, "the server spoke before it was asked");
    }
}
