using System.Security.Cryptography;
using OrleansMail.Smtp;

namespace OrleansMail.Tls;

public sealed class StartTlsTests
{
    private const string Ehlo = "C: EHLO out.example.org\n";

    private const string Offer = "S: 220 mx\n" + Ehlo + "S: 250-mx\nS: 250 STARTTLS\nC: STARTTLS\n";

    [Theory]
    [InlineData(TlsMode.Opportunistic, false)]
    [InlineData(TlsMode.Opportunistic, true)]
    [InlineData(TlsMode.Required, false)]
    public async Task TLS_takes_any_certificate_and_forgets_what_was_said_before_it(TlsMode tls, bool bytewise)
    {
        using var peer = ScriptedPeer.Start(
            """
            S: 220 mx
            C: EHLO out.example.org
            S: 250-mx
            S: 250-SIZE 1
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 go
            TLS
            C: EHLO out.example.org
            S: 250-mx
            S: 250-STARTTLS
            S: 250 PIPELINING
            C: MAIL FROM:<a@example.org>
            C: RCPT TO:<b@example.com>
            C: DATA
            S: 250 ok
            S: 250 ok
            S: 354 go
            MESSAGE
            S: 250 queued
            C: QUIT
            S: 221 bye
            """,
            bytewise);
        await using var session = await Talks.SessionAsync(peer, tls);

        var outcome = await Talks.SendAsync(session);
        await session.QuitAsync(TestContext.Current.CancellationToken);

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsDelivered);
        Assert.Equal("mx.example.com", peer.ServerName);
        Assert.Equal("Tls13", outcome.Tls.Protocol);
        Assert.StartsWith("TLS_", outcome.Tls.CipherSuite, StringComparison.Ordinal);
        Assert.Equal(peer.Certificate.GetCertHashString(HashAlgorithmName.SHA256), outcome.Tls.CertificateSha256);
        Assert.Equal(TlsVerification.NotComputed, outcome.Tls.Verification);
    }

    [Fact]
    public async Task A_refused_STARTTLS_goes_on_in_plaintext()
    {
        using var peer = ScriptedPeer.Start(Offer + "S: 454 not now\nC: MAIL FROM:<a@example.org>\nS: 550 no");
        await using var session = await Talks.SessionAsync(peer, TlsMode.Opportunistic);

        var outcome = await Talks.SendAsync(session);

        Assert.Equal(550, outcome.Reply?.Code);
        Assert.False(outcome.Tls.IsEncrypted);
        Assert.Contains("454", outcome.Tls.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CLOSE")]
    [InlineData("RESET")]
    [InlineData("OCTET\nS: this is no TLS")]
    public async Task A_failed_handshake_is_followed_by_plaintext_on_a_new_connection(string handshake)
    {
        using var peer = ScriptedPeer.Start($"""
            {Offer}S: 220 go
            {handshake}
            ---
            S: 220 mx
            {Ehlo}S: 250-mx
            S: 250 STARTTLS
            C: MAIL FROM:<a@example.org>
            S: 550 no
            """);
        await using var session = await Talks.SessionAsync(peer, TlsMode.Opportunistic);

        var outcome = await Talks.SendAsync(session);

        Assert.Equal(550, outcome.Reply?.Code);
        Assert.False(outcome.Tls.IsEncrypted);
        Assert.Contains("handshake failed", outcome.Tls.Note, StringComparison.Ordinal);
    }
}
