using System.Buffers;
using System.Runtime.CompilerServices;

namespace OrleansMail.Smtp;

/// <summary>How content leaves, and how single steps are asked and read.</summary>
internal sealed partial class SmtpDialogue
{
    private const int BlockSize = 64 * 1024;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Step> ContentAsync(
        ReadOnlyMemory<byte> message, SmtpEnvelope? next, CancellationToken cancellation)
    {
        var blocks = new ContentBlocks(message, _chunking);
        var tail = TailFor(next);
        var room = Math.Min(BlockSize, message.Length + ContentBlocks.Overhead) + tail.Length;
        var block = ArrayPool<byte>.Shared.Rent(room);
        try
        {
            if (wire.HasUnread)
            {
                return await UnaskedAsync(SmtpStage.Data, cancellation);
            }

            while (!blocks.IsFinished)
            {
                var count = blocks.Fill(block.AsSpan(0, room - tail.Length));
                if (cancellation.IsCancellationRequested)
                {
                    return Step.Failed(SmtpStage.Body, FaultKind.Cancelled);
                }

                // From here on the end may be on its way, even if the write fails.
                var stage = blocks.IsFinished ? SmtpStage.FinalDot : SmtpStage.Body;
                if (blocks.IsFinished && !tail.IsEmpty)
                {
                    tail.CopyTo(block.AsMemory(count));
                    count += tail.Length;
                    Announced = next;
                }

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
            // It holds somebody's mail.
            ArrayPool<byte>.Shared.Return(block, clearArray: true);
        }
    }

    /// <summary>
    /// The next envelope's commands, behind the end of this message. RFC 2920 §3.1 wants DATA last in a group, and so it
    /// is: the group before it ended with the message.
    /// </summary>
    private ReadOnlyMemory<byte> TailFor(SmtpEnvelope? next)
    {
        if (next is null || !capabilities.Pipelining)
        {
            return default;
        }

        _commands.Start();
        Group(next, declared: "");
        return _commands.Written;
    }

    private async ValueTask<Step> AskAsync(
        SmtpStage stage,
        CommandWriter command,
        TimeSpan limit,
        CancellationToken cancellation) =>
        await WriteAsync(stage, command.Written, limit, cancellation)
            ?? await ReadAsync(stage, limit, cancellation);

    private async ValueTask<Step?> WriteAsync(
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

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Step> ReadAsync(SmtpStage stage, TimeSpan limit, CancellationToken cancellation)
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
    private async ValueTask<Step> LastWordAsync(SmtpStage stage, FaultKind fault, CancellationToken cancellation)
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

    private async ValueTask<Step> UnaskedAsync(SmtpStage stage, CancellationToken cancellation)
    {
        IsBroken = true;
        var word = await wire.ReadReplyAsync(timeouts.Quit, cancellation);
        return word.Reply is { ClosesConnection: true }
            ? new Step(stage, word.Reply, FaultKind.None, word.Text)
            : Step.Failed(stage, FaultKind.ProtocolError, "the server spoke before it was asked");
    }
}
