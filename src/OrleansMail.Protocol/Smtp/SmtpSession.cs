using System.Runtime.CompilerServices;
using System.Text;
using OrleansMail.Tls;

namespace OrleansMail.Smtp;

/// <summary>
/// An open connection to one mail host that takes messages one after another. Not for several threads at once.
/// RFC 5321.
/// </summary>
public sealed class SmtpSession : IAsyncDisposable
{
    private static readonly SmtpReply Unsayable = new(553, new EnhancedCode(5, 6, 7), "The address needs SMTPUTF8.");

    private readonly SmtpWire _wire;
    private readonly SmtpSessionOptions _options;
    private readonly SmtpDialogue _dialogue;
    private bool _isWithdrawn;

    internal SmtpSession(
        SmtpWire wire,
        string host,
        SmtpSessionOptions options,
        SmtpCapabilities capabilities,
        TlsFacts tls)
    {
        _wire = wire;
        _options = options;
        _dialogue = new SmtpDialogue(wire, options.Timeouts, capabilities, options.Chunking);
        Host = host;
        Capabilities = capabilities;
        Tls = tls;
        LastUsed = options.Clock.GetUtcNow();
    }

    /// <summary>The MX host name.</summary>
    public string Host { get; }

    /// <summary>What the server offers, as said after TLS where there is TLS.</summary>
    public SmtpCapabilities Capabilities { get; }

    public TlsFacts Tls { get; }

    /// <summary>Messages that were tried on this connection.</summary>
    public int Sent { get; private set; }

    /// <summary>When the last message ended, or the session opened.</summary>
    public DateTimeOffset LastUsed { get; private set; }

    /// <summary>The envelope that has left already and that the next message has to be for; null for none.</summary>
    public SmtpEnvelope? Announced => _isWithdrawn ? null : _dialogue.Announced;

    /// <summary>The connection may take another message.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>
    /// Connects and comes to the point where a message can be sent; a failed handshake is retried in plaintext.
    /// </summary>
    public static Task<SmtpOpening> OpenAsync(
        SmtpTarget target,
        SmtpSessionOptions options,
        CancellationToken cancellation) =>
        new SmtpOpener(target, options, cancellation).OpenAsync();

    /// <summary>
    /// Asks whether the host takes a message for a recipient before there is one: for hosts that mostly say no. It costs what sending
    /// costs, but that the message is made while the host waits, and no message is made in vain.
    /// </summary>
    /// <param name="envelope">As for <see cref="SendAsync"/>, which has to follow with the same one, or <see cref="WithdrawAsync"/>.</param>
    /// <param name="cancellation">Nothing was sent.</param>
    /// <returns>Null if the host takes it; it is announced then. Otherwise how the attempt ended.</returns>
    public async ValueTask<SmtpTransaction?> AskAsync(SmtpEnvelope envelope, CancellationToken cancellation)
    {
        ThrowIfNotNext(envelope);
        if (!IsSayable(envelope))
        {
            return await RefuseAsync(Unsayable);
        }

        using var span = SmtpTraces.Part("smtp.ask");
        _isWithdrawn = false;
        var step = await _dialogue.AskAsync(envelope, cancellation);
        return _dialogue.Announced is null ? await EndedAsync(step) : null;
    }

    /// <summary>Sends one message to one recipient; whatever the peer does is in the answer.</summary>
    /// <param name="envelope">From and to; the announced one, where one was announced and not withdrawn.</param>
    /// <param name="message">The final octets, CRLF line ends, seven-bit; any other is refused here.</param>
    /// <param name="next">
    /// The envelope of the next call, if it is known already: its commands leave together with this message, which
    /// saves a round trip (RFC 2920 §3.1). It is announced then.
    /// </param>
    /// <param name="cancellation">Before the end has left: nothing sent. After it: the answer is uncertain.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SmtpTransaction> SendAsync(
        SmtpEnvelope envelope,
        ReadOnlyMemory<byte> message,
        SmtpEnvelope? next,
        CancellationToken cancellation)
    {
        ThrowIfNotNext(envelope);
        if (RefusalOf(envelope, message.Span) is { } refusal)
        {
            return await RefuseAsync(refusal);
        }

        using var span = SmtpTraces.Part("smtp.send");
        _isWithdrawn = false;
        return await EndedAsync(
            await _dialogue.SendAsync(envelope, message, IsSayable(next) ? next : null, cancellation));
    }

    /// <summary>
    /// Takes the announced envelope back, where there is one. A server that was promised the message by DATA cannot be
    /// told otherwise but by closing the connection.
    /// </summary>
    public async ValueTask WithdrawAsync()
    {
        if (IsUsable && Announced is not null)
        {
            _isWithdrawn = true;
            if (!_dialogue.TryWithdraw())
            {
                await DisposeAsync();
            }
        }
    }

    /// <summary>Says goodbye, for 5 seconds at most, and closes. May be repeated.</summary>
    public async Task QuitAsync(CancellationToken cancellation)
    {
        if (IsUsable && _dialogue.AwaitsContent)
        {
            // QUIT would be the text of the announced message.
            await DisposeAsync();
        }
        else if (IsUsable)
        {
            IsUsable = false;
            await _wire.QuitAsync(_options.Timeouts.Quit, cancellation);
        }
    }

    /// <summary>Closes at once, without QUIT. May be repeated.</summary>
    public ValueTask DisposeAsync()
    {
        IsUsable = false;
        return _wire.DisposeAsync();
    }

    private void ThrowIfNotNext(SmtpEnvelope envelope)
    {
        if (!IsUsable)
        {
            throw new InvalidOperationException("The session is over; look at IsUsable before sending.");
        }

        if (Announced is { } announced && announced != envelope)
        {
            throw new InvalidOperationException("Another envelope was announced; withdraw it first.");
        }
    }

    /// <summary>We say no ourselves, and the host is not told.</summary>
    private async ValueTask<SmtpTransaction> RefuseAsync(SmtpReply refusal)
    {
        await WithdrawAsync();
        return Transaction(new Step(SmtpStage.Mail, refusal, FaultKind.None, refusal.Text), isLocal: true);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SmtpTransaction> EndedAsync(Step step)
    {
        Sent++;
        LastUsed = _options.Clock.GetUtcNow();
        if (_dialogue.IsBroken)
        {
            await DisposeAsync();
        }

        return Transaction(step, isLocal: false);
    }

    private SmtpReply? RefusalOf(SmtpEnvelope envelope, ReadOnlySpan<byte> message)
    {
        // RFC 1870 §6.1: a message above the limit is not worth the octets.
        if (Capabilities.SizeLimit is > 0 and { } limit && DotStuffer.SizeOf(message) > limit)
        {
            return new SmtpReply(552, new EnhancedCode(5, 3, 4), "The message is larger than the host takes.");
        }

        if (!IsSayable(envelope))
        {
            return Unsayable;
        }

        return MessageFlaw.Of(message);
    }

    // RFC 6531 §3.5: an address beyond ASCII cannot be said without SMTPUTF8.
    private static bool IsSayable(SmtpEnvelope? envelope) =>
        Ascii.IsValid(envelope?.Recipient.Address ?? "") && Ascii.IsValid(envelope?.Sender?.Address ?? "");

    private SmtpTransaction Transaction(Step step, bool isLocal) =>
        new(step.Stage, step.Reply, step.Fault, step.Text, IsUsable, isLocal, Host, Tls);
}
