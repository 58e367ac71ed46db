using System.Buffers.Text;
using System.Text;

namespace OrleansMail.Sink;

/// <summary>DATA, BDAT, the end of a message, and how rules and refusals become replies.</summary>
internal sealed partial class SinkDialogue
{
    private long _chunkLeft;
    private bool _chunkIsLast;
    private bool _chunkRefused;
    private SinkStep _chunkStep;
    private ScriptRun.Line? _finalRule;

    /// <summary>The message was handed over, or could not be; it is counted before its reply exists.</summary>
    public SinkStep Settle(bool handedOver)
    {
        var count = Transaction.Count;
        if (!handedOver)
        {
            _tally.Refused(count);
            Transaction.Reset();
            return Fault(SinkViolation.CallbackFailed, "451"u8, "4.3.0"u8, "Could not keep it"u8);
        }

        _tally.Accepted(Transaction, _client);
        Transaction.Reset();
        return Obey(_finalRule, "250"u8, "2.0.0"u8, "Accepted"u8);
    }

    private static bool Refuses(ScriptRun.Line? rule) => rule is not null
        && (rule.Reply is { } reply
            ? rule.Action == SinkAction.Close || !reply.Positive
            : rule.Action != SinkAction.Delay);

    private static SinkStepKind KindOf(SinkAction action) => action switch
    {
        SinkAction.Reply => SinkStepKind.Continue,
        SinkAction.Close => SinkStepKind.Close,
        SinkAction.Drop => SinkStepKind.Close,
        SinkAction.Reset => SinkStepKind.Reset,
        SinkAction.Silence => SinkStepKind.Silence,
        SinkAction.Delay => SinkStepKind.Continue,
    };

    private SinkStep Data(ReadOnlySpan<byte> parameter, ReadOnlySpan<byte> behind)
    {
        if (!parameter.IsEmpty)
        {
            return Fault(SinkViolation.Syntax, "501"u8, "5.5.4"u8, "DATA has no parameter"u8);
        }

        Last(behind, default);
        if (Transaction.Chunked)
        {
            return Fault(SinkViolation.Sequence, "503"u8, "5.5.1"u8, "BDAT has begun"u8);
        }

        // RFC 2920 §3.1: after refused recipients DATA is no fault, the client had sent it already.
        if (Transaction.Count == 0)
        {
            return Say("554"u8, "5.5.1"u8, "No valid recipients"u8);
        }

        var rule = _script.Match(SinkStage.Data, Transaction.Addressees);
        if (Refuses(rule))
        {
            RefuseAll();
        }
        else
        {
            Transaction.Content.Start(Transaction.EightBit);
            _mode = Mode.Dotted;
        }

        return Obey(rule, "354"u8, default, "End with CRLF dot CRLF"u8);
    }

    private SinkStep TakeDotted(ReadOnlySpan<byte> input, out int used)
    {
        if (!Transaction.Content.AddDotted(input, out used))
        {
            return new SinkStep(SinkStepKind.ReadMore);
        }

        _mode = Mode.Command;
        return Complete();
    }

    private SinkStep Bdat(ReadOnlySpan<byte> parameters)
    {
        if (!Utf8Parser.TryParse(parameters, out long size, out var digits)
            || size < 0
            || !IsLastOrNothing(parameters[digits..]))
        {
            // Nobody knows where the chunk ends and the next command begins.
            Fault(SinkViolation.Syntax, "501"u8, "5.5.4"u8, "BDAT octets [LAST]"u8);
            return new SinkStep(SinkStepKind.Close);
        }

        // RFC 3030 §2: the octets come whatever the reply is, so they are always taken.
        _mode = Mode.Chunk;
        _chunkLeft = size;
        _chunkIsLast = parameters.Length > digits;
        _chunkRefused = false;
        _chunkStep = default;
        if (!Offers(SinkExtensions.Chunking) || Transaction.Failed || Transaction.Count == 0)
        {
            _chunkRefused = true;
            return default;
        }

        return Transaction.Chunked ? default : FirstChunk();
    }

    private SinkStep FirstChunk()
    {
        Transaction.Chunked = true;
        var rule = _script.Match(SinkStage.Data, Transaction.Addressees);
        if (!Refuses(rule))
        {
            Transaction.Content.Start(Transaction.EightBit);
            return rule is null ? default : new SinkStep(SinkStepKind.Continue, Replies.Length, rule.Delay);
        }

        _tally.Refused(Transaction.Count);
        if (rule!.Reply is null)
        {
            return Obey(rule, default, default, default);
        }

        Transaction.Failed = true;
        _chunkRefused = true;
        _chunkStep = Obey(rule, default, default, default);
        return default;
    }

    private SinkStep TakeChunk(ReadOnlySpan<byte> input, out int used)
    {
        used = (int)Math.Min(input.Length, _chunkLeft);
        _chunkLeft -= used;
        if (!_chunkRefused)
        {
            Transaction.Content.AddChunk(input[..used]);
        }

        if (_chunkLeft > 0)
        {
            return new SinkStep(SinkStepKind.ReadOn);
        }

        _mode = Mode.Command;
        if (_chunkRefused)
        {
            return RefusedChunk();
        }

        return _chunkIsLast ? Complete() : Say("250"u8, "2.0.0"u8, "Octets received"u8);
    }

    private SinkStep RefusedChunk()
    {
        if (_chunkStep != default)
        {
            return _chunkStep;
        }

        if (!Offers(SinkExtensions.Chunking))
        {
            return Fault(SinkViolation.Syntax, "500"u8, "5.5.2"u8, "Unknown command"u8);
        }

        return Transaction.Failed
            ? Say("503"u8, "5.5.1"u8, "RSET first"u8)
            : Say("554"u8, "5.5.1"u8, "No valid recipients"u8);
    }

    private SinkStep Complete()
    {
        Transaction.Content.End();
        var length = Transaction.Content.Length;
        if (length > _options.MaxMessageBytes)
        {
            RefuseAll();
            return Fault(SinkViolation.TooLarge, "552"u8, "5.3.4"u8, "Too large"u8);
        }

        // RFC 1870 §6.1: the declared size is an upper bound of what the client will send, dots not counted.
        if (Transaction.DeclaredSize > 0 && length > Transaction.DeclaredSize)
        {
            _tally.Violated(SinkViolation.TooLarge);
        }

        _finalRule = _script.Match(SinkStage.FinalDot, Transaction.Addressees);
        if (Refuses(_finalRule) && !_finalRule!.Accepted)
        {
            RefuseAll();
            return Obey(_finalRule, default, default, default);
        }

        return _handsOver ? new SinkStep(SinkStepKind.Deliver) : Settle(handedOver: true);
    }

    private void RefuseAll()
    {
        _tally.Refused(Transaction.Count);
        Transaction.Reset();
    }

    /// <summary>Does what the rule says; without one, or with a mere delay, says the usual words.</summary>
    private SinkStep Obey(
        ScriptRun.Line? rule,
        ReadOnlySpan<byte> code,
        ReadOnlySpan<byte> enhanced,
        ReadOnlySpan<byte> text)
    {
        var mark = Replies.Length;
        if (rule?.Reply is { } reply)
        {
            Replies.Write(reply.Octets);
        }
        else if (rule is null or { Action: SinkAction.Delay })
        {
            Replies.Line(code, enhanced, text);
        }

        return rule is null ? default : new SinkStep(KindOf(rule.Action), mark, rule.Delay);
    }

    private SinkStep Say(ReadOnlySpan<byte> code, ReadOnlySpan<byte> enhanced, ReadOnlySpan<byte> text)
    {
        Replies.Line(code, enhanced, text);
        return default;
    }

    private SinkStep Fault(
        SinkViolation violation,
        ReadOnlySpan<byte> code,
        ReadOnlySpan<byte> enhanced,
        ReadOnlySpan<byte> text)
    {
        _tally.Violated(violation);
        return Say(code, enhanced, text);
    }

    /// <summary>RFC 2920 §3.1: commands whose reply decides what comes next are the last of their group.</summary>
    private SinkStep Last(ReadOnlySpan<byte> behind, SinkStep step)
    {
        _tally.Violated(SinkViolation.Pipelined, behind.IsEmpty || !Offers(SinkExtensions.Pipelining) ? 0 : 1);
        return step;
    }

    private static bool IsLastOrNothing(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text[0] == ' ' && Ascii.EqualsIgnoreCase(text.TrimStart((byte)' '), "LAST"u8));
}
