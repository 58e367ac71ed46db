using System.Globalization;
using System.Net;
using System.Text;

namespace OrleansMail.Sink;

/// <summary>The server's side of one SMTP dialogue: octets in, replies and orders out; no socket, no clock.</summary>
internal sealed partial class SinkDialogue
{
    private const int HeaderBytes = 32 * 1024;

    private readonly SinkOptions _options;
    private readonly SessionScript _script;
    private readonly SinkTally _tally;
    private readonly byte[] _client;
    private readonly bool _handsOver;
    private OctetCheck _commandCheck;
    private Mode _mode;
    private bool _greeted;
    private bool _turnedAway;

    public SinkDialogue(SinkOptions options, SessionScript script, SinkTally tally, IPAddress client)
    {
        _options = options;
        _script = script;
        _tally = tally;
        _client = Encoding.ASCII.GetBytes(client.ToString());
        _handsOver = options.OnMessage is not null || options.Store is not null;
        _commandCheck = new OctetCheck(tally);

        // Without a receiver only the Message-ID is needed, and that is in the first octets.
        var keep = _handsOver ? options.MaxMessageBytes : Math.Min(HeaderBytes, options.MaxMessageBytes);
        Transaction = new SinkTransaction(new SinkContent(tally, keep));
    }

    private enum Mode
    {
        Command,
        Dotted,
        Chunk,
    }

    public ReplyBuffer Replies { get; } = new();

    public SinkTransaction Transaction { get; }

    public string Ehlo { get; private set; } = "";

    public bool Tls { get; private set; }

    public SinkStep Greet()
    {
        var rule = _script.Match(SinkStage.Connect, []);
        _turnedAway = Refuses(rule);
        return Obey(rule, "220"u8, default, Encoding.ASCII.GetBytes($"{_options.HostName} ESMTP sink"));
    }

    /// <summary>Takes commands and content from <paramref name="input"/> until it needs something.</summary>
    public SinkStep Consume(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        while (true)
        {
            var rest = input[consumed..];
            var used = 0;
            var step = _mode switch
            {
                Mode.Command => TakeCommand(rest, out used),
                Mode.Dotted => TakeDotted(rest, out used),
                Mode.Chunk => TakeChunk(rest, out used),
            };
            consumed += used;
            if (step.Kind != SinkStepKind.Continue || step.Wait > TimeSpan.Zero)
            {
                return step;
            }
        }
    }

    /// <summary>TLS is up: everything said before is forgotten (RFC 3207 §4.2).</summary>
    public void TlsStarted()
    {
        Tls = true;
        _greeted = false;
        Replies.Enhanced = false;
        Transaction.Reset();
        _tally.TlsStarted();
    }

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> verb) =>
        line.Length >= verb.Length
        && Ascii.EqualsIgnoreCase(line[..verb.Length], verb)
        && (line.Length == verb.Length || line[verb.Length] == ' ');

    private bool Offers(SinkExtensions extension) => _options.Extensions.HasFlag(extension);

    private SinkStep TakeCommand(ReadOnlySpan<byte> input, out int used)
    {
        used = input.IndexOf((byte)'\n') + 1;
        if (used == 0)
        {
            return new SinkStep(SinkStepKind.ReadMore);
        }

        _commandCheck.Feed(input[..used]);
        var line = input[..(used - 1)];
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        var step = Command(line, input[used..]);
        if (used < input.Length && _mode == Mode.Command && !Offers(SinkExtensions.Pipelining))
        {
            _tally.Violated(SinkViolation.Pipelined);
        }

        return step;
    }

    private SinkStep Command(ReadOnlySpan<byte> line, ReadOnlySpan<byte> behind) => line switch
    {
        _ when Is(line, "MAIL"u8) => Mail(line[4..].TrimStart((byte)' ')),
        _ when Is(line, "RCPT"u8) => Rcpt(line[4..].TrimStart((byte)' ')),
        _ when Is(line, "BDAT"u8) => Bdat(line[4..].Trim((byte)' ')),
        _ when Is(line, "DATA"u8) => Data(line[4..], behind),
        _ when Is(line, "RSET"u8) => Rset(),
        _ when Is(line, "EHLO"u8) => Hello(line[4..].Trim((byte)' '), behind, extended: true),
        _ when Is(line, "HELO"u8) => Hello(line[4..].Trim((byte)' '), behind, extended: false),
        _ when Is(line, "QUIT"u8) => Quit(behind),
        _ when Is(line, "STARTTLS"u8) => StartTls(line[8..], behind),
        _ when Is(line, "NOOP"u8) => Last(behind, Say("250"u8, "2.0.0"u8, "OK"u8)),
        _ when Is(line, "VRFY"u8) => Last(behind, Say("252"u8, "2.1.5"u8, "Send some mail"u8)),
        _ => Fault(SinkViolation.Syntax, "500"u8, "5.5.2"u8, "Unknown command"u8),
    };

    private SinkStep Hello(ReadOnlySpan<byte> name, ReadOnlySpan<byte> behind, bool extended)
    {
        if (name.IsEmpty)
        {
            return Fault(SinkViolation.Syntax, "501"u8, "5.5.4"u8, "A name is missing"u8);
        }

        if (_turnedAway)
        {
            // RFC 5321 §3.1: after 554 in place of a greeting the server waits for QUIT.
            return Fault(SinkViolation.Sequence, "503"u8, "5.5.1"u8, "No service here"u8);
        }

        Last(behind, default);
        Transaction.Reset();
        var rule = _script.Match(SinkStage.Ehlo, []);
        if (Refuses(rule) || rule?.Reply is not null)
        {
            _greeted = !Refuses(rule);
            return Obey(rule, default, default, default);
        }

        _greeted = true;
        Ehlo = Encoding.Latin1.GetString(name);
        Replies.Enhanced = extended && Offers(SinkExtensions.EnhancedStatusCodes);
        var mark = Replies.Length;
        Introduce(extended);
        return new SinkStep(SinkStepKind.Continue, mark, rule?.Delay ?? default);
    }

    private void Introduce(bool extended)
    {
        var lines = new List<string> { _options.HostName };
        void Offer(SinkExtensions extension, string keyword)
        {
            if (extended && Offers(extension) && (extension != SinkExtensions.StartTls || !Tls))
            {
                lines.Add(keyword);
            }
        }

        Offer(SinkExtensions.Pipelining, "PIPELINING");
        Offer(SinkExtensions.Size, string.Create(CultureInfo.InvariantCulture, $"SIZE {_options.MaxMessageBytes}"));
        Offer(SinkExtensions.EightBitMime, "8BITMIME");
        Offer(SinkExtensions.EnhancedStatusCodes, "ENHANCEDSTATUSCODES");
        Offer(SinkExtensions.Chunking, "CHUNKING");
        Offer(SinkExtensions.StartTls, "STARTTLS");
        for (var i = 0; i < lines.Count; i++)
        {
            Replies.Line("250"u8, i == lines.Count - 1 ? (byte)' ' : (byte)'-', Encoding.ASCII.GetBytes(lines[i]));
        }
    }

    private SinkStep StartTls(ReadOnlySpan<byte> parameter, ReadOnlySpan<byte> behind)
    {
        if (!Offers(SinkExtensions.StartTls) || Tls || !_greeted)
        {
            return Fault(SinkViolation.Sequence, "503"u8, "5.5.1"u8, "STARTTLS is not for now"u8);
        }

        if (!parameter.IsEmpty)
        {
            return Fault(SinkViolation.Syntax, "501"u8, "5.5.4"u8, "STARTTLS has no parameter"u8);
        }

        _tally.Violated(SinkViolation.PlainTextBehindStartTls, behind.IsEmpty ? 0 : 1);
        var rule = _script.Match(SinkStage.StartTls, []);
        var step = Obey(rule, "220"u8, "2.0.0"u8, "Go on with TLS"u8);
        return Refuses(rule) ? step : step with { Kind = SinkStepKind.StartTls };
    }

    private SinkStep Mail(ReadOnlySpan<byte> text)
    {
        if (!_greeted || Transaction.Open)
        {
            return Fault(SinkViolation.Sequence, "503"u8, "5.5.1"u8, "MAIL is not for now"u8);
        }

        if (!EnvelopePath.TryRead(text, "FROM:"u8, out var sender, out var parameters))
        {
            return Fault(SinkViolation.Syntax, "501"u8, "5.1.7"u8, "No good sender address"u8);
        }

        if (!MailParameters.TryRead(parameters, _options.Extensions, out var known))
        {
            return Fault(SinkViolation.Syntax, "555"u8, "5.5.4"u8, "A parameter was not offered or is malformed"u8);
        }

        if (known.Size > _options.MaxMessageBytes)
        {
            return Fault(SinkViolation.TooLarge, "552"u8, "5.3.4"u8, "Too large"u8);
        }

        var rule = _script.Match(SinkStage.Mail, []);
        if (!Refuses(rule))
        {
            Transaction.Begin(sender, known.EightBit, known.Size);
        }

        return Obey(rule, "250"u8, "2.1.0"u8, "Sender OK"u8);
    }

    private SinkStep Rcpt(ReadOnlySpan<byte> text)
    {
        if (!Transaction.Open)
        {
            // With PIPELINING the client could not know that MAIL was refused (RFC 2920 §3.1): no fault of its own.
            return Say("503"u8, "5.5.1"u8, "MAIL first"u8);
        }

        if (!EnvelopePath.TryRead(text, "TO:"u8, out var recipient, out var parameters)
            || recipient.IsEmpty || !parameters.IsEmpty)
        {
            return Fault(SinkViolation.Syntax, "501"u8, "5.1.3"u8, "No good recipient address"u8);
        }

        if (Transaction.Count == _options.MaxRecipients)
        {
            _tally.Refused(1);
            return Say("452"u8, "4.5.3"u8, "Too many recipients"u8);
        }

        Addressee? addressee = _script.NeedsAddresses
            ? new Addressee(Encoding.Latin1.GetString(recipient), _script.NextAttempt(SinkTally.Key([], recipient)))
            : null;
        var rule = _script.Match(SinkStage.Rcpt, addressee is { } one ? [one] : []);
        if (Refuses(rule))
        {
            _tally.Refused(1);
        }
        else
        {
            Transaction.Add(recipient, addressee);
        }

        return Obey(rule, "250"u8, "2.1.5"u8, "Recipient OK"u8);
    }

    private SinkStep Rset()
    {
        Transaction.Reset();
        return Say("250"u8, "2.0.0"u8, "Forgotten"u8);
    }

    private SinkStep Quit(ReadOnlySpan<byte> behind)
    {
        Say("221"u8, "2.0.0"u8, "Bye"u8);
        return Last(behind, new SinkStep(SinkStepKind.Close));
    }
}
