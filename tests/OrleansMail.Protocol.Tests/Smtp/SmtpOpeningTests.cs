using System.Net;
using System.Net.Sockets;

namespace OrleansMail.Smtp;

public sealed class SmtpOpeningTests
{
    private const string Ehlo = "C: EHLO out.example.org\n";

    private const string Offer = "S: 220 mx\n" + Ehlo + "S: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\n";

    // More than is read at once.
    private static readonly string LongOffer =
        "S: 220 mx\n" + Ehlo + string.Concat(Enumerable.Repeat($"S: 250-X{new string('y', 60)}\n", 50)) + "S: 250 STARTTLS\nC: STARTTLS\n";

    /// <summary>script → stage, reply or fault of what is no session.</summary>
    public static TheoryData<string, TlsMode, SmtpStage, string> Refusals => new()
    {
        { "S: 554 no service\nC: QUIT\nS: 221 bye", TlsMode.None, SmtpStage.Greeting, "554 no service" },
        { "S: 521 never\nC: QUIT\nS: 221 bye", TlsMode.None, SmtpStage.Greeting, "521 never" },
        { "S: 421 4.7.0 busy\nCLOSE", TlsMode.None, SmtpStage.Greeting, "421 4.7.0 busy" },
        { "S: 354 what\nSILENCE", TlsMode.None, SmtpStage.Greeting, "ProtocolError" },
        { "S: SSH-2.0-x\nSILENCE", TlsMode.None, SmtpStage.Greeting, "ProtocolError" },
        { "FLOOD", TlsMode.None, SmtpStage.Greeting, "ProtocolError" },
        { "CLOSE", TlsMode.None, SmtpStage.Greeting, "ConnectionLost" },
        { "RAW: 220 mx\\r\\n250 hello\\r\\n\nSILENCE", TlsMode.None, SmtpStage.Ehlo, "ProtocolError" },
        { "S: 220 mx\n" + Ehlo + "S: 421 bye\nCLOSE", TlsMode.None, SmtpStage.Ehlo, "421 bye" },
        { "S: 220 mx\n" + Ehlo + "S: 451 later\nC: QUIT\nS: 221 bye", TlsMode.None, SmtpStage.Ehlo, "451 later" },
        {
            "S: 220 mx\n" + Ehlo + "S: 502 what\nC: HELO out.example.org\nS: 550 no\nC: QUIT\nS: 221 bye",
            TlsMode.None,
            SmtpStage.Ehlo,
            "550 no"
        },
        { "S: 220 mx\n" + Ehlo + "S: 502 what\nC: QUIT\nS: 221 bye", TlsMode.Required, SmtpStage.Ehlo, "502 what" },
        { "S: 220 mx\n" + Ehlo + "RESET", TlsMode.None, SmtpStage.Ehlo, "ConnectionLost" },
        {
            "S: 220 mx\n" + Ehlo + "S: 250 mx\nC: QUIT\nS: 221 bye",
            TlsMode.Required,
            SmtpStage.StartTls,
            "TlsUnavailable"
        },
        { Offer + "S: 454 not now\nC: QUIT\nS: 221 bye", TlsMode.Required, SmtpStage.StartTls, "454 not now" },
        { LongOffer + "S: 454 not now\nC: QUIT\nS: 221 bye", TlsMode.Required, SmtpStage.StartTls, "454 not now" },
        { Offer + "S: 421 bye\nCLOSE", TlsMode.Opportunistic, SmtpStage.StartTls, "421 bye" },
        { Offer + "RESET", TlsMode.Opportunistic, SmtpStage.StartTls, "ConnectionLost" },
        {
            Offer + "RAW: 220 go\\r\\n250-AUTH PLAIN\\r\\n\nSILENCE",
            TlsMode.Opportunistic,
            SmtpStage.StartTls,
            "ProtocolError"
        },
        { Offer + "RAW: 220 go\\r\\nx\nSILENCE", TlsMode.Required, SmtpStage.StartTls, "ProtocolError" },
        { Offer + "S: 220 go\nCLOSE", TlsMode.Required, SmtpStage.StartTls, "TlsFailed" },
        {
            Offer + "S: 220 go\nTLS\n" + Ehlo + "S: 554 no\nC: QUIT\nS: 221 bye",
            TlsMode.Opportunistic,
            SmtpStage.Ehlo,
            "554 no"
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_no_session_says_why(string script, TlsMode tls, SmtpStage stage, string end)
    {
        foreach (var bytewise in new[] { false, true })
        {
            using var peer = ScriptedPeer.Start(script, bytewise);

            var opening = await Talks.OpenAsync(peer, tls);

            await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
            Assert.False(opening.IsOpen);
            Assert.Equal(
                (stage, end),
                (opening.Fault.Stage, opening.Fault.Reply?.ToString() ?? opening.Fault.Kind.ToString()));
        }
    }

    [Theory]
    [InlineData("SILENCE", SmtpStage.Greeting)]
    [InlineData("RAW: 220-\nSILENCE", SmtpStage.Greeting)]
    [InlineData("S: 220 mx\nC: EHLO out.example.org\nSILENCE", SmtpStage.Ehlo)]
    [InlineData(
        "S: 220 mx\nC: EHLO out.example.org\nS: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\nSILENCE",
        SmtpStage.StartTls)]
    public async Task Silence_ends_a_phase_by_its_own_limit(string script, SmtpStage stage)
    {
        var shortly = TimeSpan.FromMilliseconds(100);
        var timeouts = stage switch
        {
            SmtpStage.Greeting => Talks.Patient with { Greeting = shortly },
            SmtpStage.Ehlo => Talks.Patient with { Ehlo = shortly },
            _ => Talks.Patient with { StartTls = shortly },
        };
        using var peer = ScriptedPeer.Start(script);

        var opening = await Talks.OpenAsync(peer, TlsMode.Opportunistic, timeouts);

        Assert.Equal((stage, FaultKind.Timeout), (opening.Fault?.Stage, opening.Fault?.Kind));
    }

    [Fact]
    public async Task A_reset_instead_of_a_greeting_is_a_lost_connection()
    {
        using var peer = ScriptedPeer.Start("RESET");

        var opening = await Talks.OpenAsync(peer);

        // The reset may come while the connect is still under way.
        Assert.Contains(opening.Fault?.Stage, new SmtpStage?[] { SmtpStage.Connect, SmtpStage.Greeting });
        Assert.Equal(FaultKind.ConnectionLost, opening.Fault?.Kind);
    }

    [Fact]
    public async Task Nobody_listening_is_a_refused_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var opening = await SmtpSession.OpenAsync(
            new SmtpTarget("mx", IPAddress.Loopback, port),
            new SmtpSessionOptions { EhloName = "out" },
            TestContext.Current.CancellationToken);

        Assert.Equal((SmtpStage.Connect, FaultKind.ConnectionRefused), (opening.Fault?.Stage, opening.Fault?.Kind));
    }

    [Theory]
    [InlineData("127.0.0.9", null)]
    [InlineData("192.0.2.1", FaultKind.LocalAddressUnavailable)]
    public async Task The_egress_address_is_the_one_asked_for(string local, FaultKind? fault)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        var accepted = listener.AcceptSocketAsync(TestContext.Current.CancellationToken);

        var opening = SmtpSession.OpenAsync(
            new SmtpTarget("mx", IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port),
            new SmtpSessionOptions { EhloName = "out", LocalAddress = IPAddress.Parse(local) },
            TestContext.Current.CancellationToken);
        if (fault is null)
        {
            using var socket = await accepted;
            Assert.Equal(local, ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString());
            return;
        }

        Assert.Equal(fault, (await opening).Fault?.Kind);
    }

    [Fact]
    public async Task An_old_server_gets_HELO_and_nothing_it_did_not_offer()
    {
        using var peer = ScriptedPeer.Start("""
            S: 220 mx
            C: EHLO out.example.org
            S: 502 what
            C: HELO out.example.org
            S: 250 mx
            """);

        await using var session = await Talks.SessionAsync(peer, TlsMode.Opportunistic);

        Assert.False(session.Capabilities.Pipelining);
        Assert.False(session.Tls.IsEncrypted);
    }

    [Fact]
    public async Task QUIT_waits_no_longer_than_its_limit()
    {
        using var peer = ScriptedPeer.Start("S: 220 mx\n" + Ehlo + "S: 250 mx\nC: QUIT\nSILENCE");
        var timeouts = Talks.Patient with { Quit = TimeSpan.FromMilliseconds(100) };
        var session = await Talks.SessionAsync(peer, timeouts: timeouts);

        await session.QuitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
        Assert.False(session.IsUsable);
    }
}
