using System.Net;
using OrleansMail.Smtp;

namespace OrleansMail.Proxies;

/// <summary>Sessions through proxies that say all there is to say.</summary>
public sealed class ProxyDialTests
{
    private const string Greeting = "C:050100 S:0500 ";

    // 192.0.2.25, port 25.
    private const string Asked = Greeting + "C:05010001C00002190019 ";

    // User "bob", password "s3".
    private const string Login = "C:0103626F62027333 ";

    private static readonly IPAddress Egress = IPAddress.Parse("192.0.2.7");
    private static readonly SmtpTarget Host = new("mx", IPAddress.Parse("192.0.2.25"), 25, TlsMode.None);

    /// <summary>script → whose fault, and words of what is said of it.</summary>
    public static TheoryData<string, FaultKind, string> Refusals => new()
    {
        { "CLOSE", FaultKind.ProxyFailed, "closed the connection" },
        { "C:050100 CLOSE", FaultKind.ProxyFailed, "closed the connection" },
        { "C:050100 S:05 CLOSE", FaultKind.ProxyFailed, "closed the connection" },
        { "C:050100 S:0400 SILENCE", FaultKind.ProxyFailed, "does not speak SOCKS5" },
        { "C:050100 S:4854 SILENCE", FaultKind.ProxyFailed, "does not speak SOCKS5" },
        { "C:050100 S:05FF SILENCE", FaultKind.ProxyFailed, "wants a user name and password" },
        { "C:050100 S:0501 SILENCE", FaultKind.ProxyFailed, "was not offered" },
        { Asked + "CLOSE", FaultKind.ProxyDenied, "instead of an answer" },
        { Asked + "S:050000 CLOSE", FaultKind.ProxyDenied, "instead of an answer" },
        { Asked + "S:0400 SILENCE", FaultKind.ProxyDenied, "no SOCKS5" },
        { Asked + "S:0500000200 SILENCE", FaultKind.ProxyDenied, "no SOCKS5" },
        { Asked + "S:0501 SILENCE", FaultKind.ProxyDenied, "general failure" },
        { Asked + "S:05020001000000000000 SILENCE", FaultKind.ProxyDenied, "by its rules" },
        { Asked + "S:05030001000000000000 SILENCE", FaultKind.Unreachable, "cannot reach the network" },
        { Asked + "S:05040001000000000000 SILENCE", FaultKind.Unreachable, "cannot reach the host" },
        { Asked + "S:05050001000000000000 SILENCE", FaultKind.ConnectionRefused, "the host refused" },
        { Asked + "S:05060001000000000000 SILENCE", FaultKind.Timeout, "in time" },
        { Asked + "S:05070001000000000000 SILENCE", FaultKind.ProxyDenied, "code 7" },
        { Asked + "S:05080001000000000000 SILENCE", FaultKind.ProxyDenied, "code 8" },
        { Asked + "S:05090001000000000000 SILENCE", FaultKind.ProxyDenied, "code 9" },
        { Asked + "S:05000001C00002080001 SILENCE", FaultKind.ProxyWrongSource, "from 192.0.2.8 instead of 192.0.2.7" },
        { Asked + "S:05000003016100FF SILENCE", FaultKind.ProxyWrongSource, "instead of 192.0.2.7" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_no_connection_says_whose_fault_it_is(string script, FaultKind fault, string words)
    {
        using var peer = OctetPeer.Start(script);

        var opening = await OpenAsync(peer.Proxy("socks5"));

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
        Assert.Equal((SmtpStage.Connect, fault, null), (opening.Fault!.Stage, opening.Fault.Kind, opening.Fault.Reply));
        Assert.Contains(words, opening.Fault.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("S:05000001C00002070001")]
    [InlineData("S:0500000400000000000000000000FFFFC00002070001")]
    [InlineData("S:05000001000000000000")]
    [InlineData("S:0500000400000000000000000000000000000000" + "0000")]
    public async Task A_connection_from_our_address_or_one_that_is_not_told_is_taken(string granted)
    {
        using var peer = OctetPeer.Start($"{Asked}{granted} SMTP SILENCE");

        var opening = await OpenAsync(peer.Proxy("socks5"));

        Assert.True(opening.IsOpen, opening.Fault?.Text);
        await opening.Session.DisposeAsync();
        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("C:050102 S:0502 " + Login + "S:0100 C:05010001C00002190019 S:05000001C00002070001 SMTP SILENCE", null)]
    [InlineData("C:050102 S:0502 " + Login + "S:0101 SILENCE", "refused user name and password")]
    [InlineData("C:050102 S:0502 " + Login + "CLOSE", "closed the connection")]
    [InlineData("C:050102 S:05FF SILENCE", "takes no user name and password")]
    [InlineData("C:050102 S:0500 SILENCE", "was not offered")]
    public async Task With_a_login_it_signs_in_or_does_not_go_on(string script, string? words)
    {
        using var peer = OctetPeer.Start(script);
        Assert.True(ProxyLogin.TryMake("bob", "s3", out var login));

        var opening = await OpenAsync(peer.Proxy("socks5") with { Login = login });

        Assert.Equal(words is null, opening.IsOpen);
        Assert.Equal(words is null ? null : FaultKind.ProxyFailed, opening.Fault?.Kind);
        Assert.Contains(words ?? "", opening.Fault?.Text ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("bob", opening.Fault?.Text ?? "", StringComparison.Ordinal);
        if (opening.Session is { } session)
        {
            await session.DisposeAsync();
        }

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("C:050100 SILENCE", FaultKind.ProxyFailed)]
    [InlineData(Asked + "SILENCE", FaultKind.Timeout)]
    [InlineData(Asked + "S:050000 SILENCE", FaultKind.Timeout)]
    public async Task Silence_is_the_proxy_s_fault_until_it_was_asked_and_the_host_s_after(string script, FaultKind fault)
    {
        using var peer = OctetPeer.Start(script);

        var opening = await OpenAsync(
            peer.Proxy("socks5"), Talks.Patient with { Connect = TimeSpan.FromMilliseconds(200) });

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(fault, opening.Fault?.Kind);
        Assert.Contains("in time", opening.Fault!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("socks5")]
    [InlineData("proxy-v1")]
    [InlineData("proxy-v2")]
    public async Task Nobody_listening_is_the_proxy_s_fault(string scheme)
    {
        Assert.True(EgressProxy.TryParse($"{scheme}://127.0.0.1:{FreePort.Tcp()}", out var proxy, out _));

        var opening = await OpenAsync(proxy);

        Assert.Equal(FaultKind.ProxyFailed, opening.Fault?.Kind);
        Assert.Contains("refuses connections", opening.Fault!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_whose_name_nobody_knows_cannot_be_reached()
    {
        Assert.True(EgressProxy.TryParse("socks5://nobody.invalid:1080", out var proxy, out _));

        var opening = await OpenAsync(proxy);

        Assert.Equal(FaultKind.ProxyFailed, opening.Fault?.Kind);
        Assert.Contains("socks5://nobody.invalid:1080 cannot be reached", opening.Fault!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C:050100 SILENCE")]
    [InlineData(Asked + "SILENCE")]
    public async Task Called_off_is_nobody_s_fault(string script)
    {
        using var peer = OctetPeer.Start(script);
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var opening = await OpenAsync(peer.Proxy("socks5"), cancellation: caller.Token);

        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
        Assert.Equal(FaultKind.Cancelled, opening.Fault?.Kind);
    }

    [Theory]
    [InlineData("proxy-v1", "50524F58592054435034203139322E302E322E37203139322E302E322E323520302032350D0A")]
    [InlineData("proxy-v2", "0D0A0D0A000D0A515549540A" + "2111000C" + "C0000207" + "C0000219" + "00000019")]
    public async Task The_header_goes_before_everything_and_then_the_host_speaks(string scheme, string header)
    {
        using var peer = OctetPeer.Start($"C:{header} SMTP SILENCE");

        var opening = await OpenAsync(peer.Proxy(scheme));

        Assert.True(opening.IsOpen, opening.Fault?.Text);
        await opening.Session.DisposeAsync();
        await peer.Talk.WaitAsync(Talks.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Behind_a_header_a_closed_connection_is_the_host_s_as_it_cannot_be_told_apart()
    {
        using var peer = OctetPeer.Start("C:0D0A0D0A000D0A515549540A CLOSE");

        var opening = await OpenAsync(peer.Proxy("proxy-v2"));

        Assert.Equal((SmtpStage.Greeting, FaultKind.ConnectionLost), (opening.Fault?.Stage, opening.Fault?.Kind));
    }

    [Fact]
    public async Task A_host_of_another_family_is_not_asked_for()
    {
        Assert.True(EgressProxy.TryParse("socks5://127.0.0.1:1", out var proxy, out _));

        var opening = await SmtpSession.OpenAsync(
            Host with { Address = IPAddress.Parse("2001:db8::19") }, Options(proxy, Talks.Patient),
            TestContext.Current.CancellationToken);

        Assert.Equal(FaultKind.LocalAddressUnavailable, opening.Fault?.Kind);
    }

    private static SmtpSessionOptions Options(EgressProxy proxy, SmtpTimeouts timeouts) =>
        new() { EhloName = "out", LocalAddress = Egress, Proxy = proxy, Timeouts = timeouts };

    private static Task<SmtpOpening> OpenAsync(
        EgressProxy proxy, SmtpTimeouts? timeouts = null, CancellationToken? cancellation = null) =>
        SmtpSession.OpenAsync(
            Host,
            Options(proxy, timeouts ?? Talks.Patient),
            cancellation ?? TestContext.Current.CancellationToken).WaitAsync(Talks.Limit);
}
