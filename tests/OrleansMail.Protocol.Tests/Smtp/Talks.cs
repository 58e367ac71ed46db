using System.Net;
using System.Text;
using OrleansMail.Addresses;

namespace OrleansMail.Smtp;

/// <summary>Opens sessions with a <see cref="ScriptedPeer"/> and sends one short message, for tests.</summary>
internal static class Talks
{
    public const string Message = "Subject: x\r\n\r\nhello\r\n";

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>All phases patient, so that a test fails by its assertion and not by a slow machine.</summary>
    public static SmtpTimeouts Patient { get; } = Same(Limit);

    public static SmtpTimeouts Same(TimeSpan limit) => new()
    {
        Connect = limit,
        Greeting = limit,
        Ehlo = limit,
        StartTls = limit,
        Handshake = limit,
        Mail = limit,
        Rcpt = limit,
        Data = limit,
        Block = limit,
        FinalDot = limit,
        Reset = limit,
        Quit = limit,
    };

    public static Mailbox Address(string text) =>
        Mailbox.TryParse(text, out var mailbox, out var reason)
            ? mailbox
            : throw new ArgumentException(reason, nameof(text));

    public static SmtpEnvelope Envelope(string recipient = "b@example.com") =>
        new(Address("a@example.org"), Address(recipient));

    public static Task<SmtpOpening> OpenAsync(
        ScriptedPeer peer,
        TlsMode tls = TlsMode.None,
        SmtpTimeouts? timeouts = null,
        TimeProvider? clock = null,
        bool mayChunk = true) =>
        SmtpSession.OpenAsync(
            new SmtpTarget("mx.example.com", IPAddress.Loopback, peer.Port, tls),
            new SmtpSessionOptions
            {
                EhloName = "out.example.org",
                Timeouts = timeouts ?? Patient,
                Clock = clock ?? TimeProvider.System,
                Chunking = mayChunk,
            },
            TestContext.Current.CancellationToken).WaitAsync(Limit);

    public static async Task<SmtpSession> SessionAsync(
        ScriptedPeer peer,
        TlsMode tls = TlsMode.None,
        SmtpTimeouts? timeouts = null,
        TimeProvider? clock = null)
    {
        var opening = await OpenAsync(peer, tls, timeouts, clock);
        Assert.True(opening.IsOpen, opening.Fault?.ToString());
        return opening.Session;
    }

    public static Task<SmtpTransaction> SendAsync(
        SmtpSession session,
        string message = Message,
        string recipient = "b@example.com",
        string? next = null) =>
        session.SendAsync(
            Envelope(recipient),
            Encoding.UTF8.GetBytes(message),
            next is null ? null : Envelope(next),
            TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit);
}
