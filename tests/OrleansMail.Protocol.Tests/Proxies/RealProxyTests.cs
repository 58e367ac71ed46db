using System.Collections.Concurrent;
using System.Net;
using OrleansMail.Sink;
using OrleansMail.Smtp;

namespace OrleansMail.Proxies;

/// <summary>Mail through proxies that others have written; the sink says from where it came.</summary>
public sealed class RealProxyTests
{
    private const string Wanted = "127.0.3.7";

    [Theory]
    [InlineData("microsocks", "socks5")]
    [InlineData("dante", "socks5")]
    [InlineData("haproxy", "proxy-v1")]
    [InlineData("haproxy", "proxy-v2")]
    public async Task Mail_arrives_from_the_wanted_address(string program, string scheme)
    {
        await using var proxy = await StartAsync(program);

        Assert.Equal([IPAddress.Parse(Wanted)], await SendAsync(Of(proxy, scheme)));
    }

    [Fact]
    public async Task One_HAProxy_has_many_addresses()
    {
        await using var proxy = await RealProxy.HaproxyAsync();

        Assert.Equal([IPAddress.Parse("127.0.3.8")], await SendAsync(Of(proxy, "proxy-v2"), "127.0.3.8"));
        Assert.Equal([IPAddress.Parse("127.0.3.9")], await SendAsync(Of(proxy, "proxy-v2"), "127.0.3.9"));
    }

    [Fact]
    public async Task A_password_opens_the_proxy_and_a_wrong_one_or_none_does_not()
    {
        await using var proxy = await RealProxy.MicrosocksAsync(Wanted, "mailer", "s3 cret");
        Assert.True(ProxyLogin.TryMake("mailer", "s3 cret", out var right));
        Assert.True(ProxyLogin.TryMake("mailer", "secret", out var wrong));

        Assert.Equal([IPAddress.Parse(Wanted)], await SendAsync(Of(proxy, "socks5") with { Login = right }));
        await FailsAsync(Of(proxy, "socks5") with { Login = wrong }, FaultKind.ProxyFailed, "refused user name and password");
        await FailsAsync(Of(proxy, "socks5"), FaultKind.ProxyFailed, "wants a user name and password");
    }

    [Fact]
    public async Task A_proxy_with_another_address_is_noticed_before_anything_is_said()
    {
        await using var proxy = await RealProxy.DanteAsync(Wanted);
        await using var sink = SmtpSink.Start(new SinkOptions());

        var fault = await FailsAsync(
            Of(proxy, "socks5"), FaultKind.ProxyWrongSource, $"from {Wanted} instead of 127.0.3.1", sink.EndPoint, "127.0.3.1");

        Assert.Equal(SmtpStage.Connect, fault.Stage);
        Assert.Equal(0, sink.Snapshot().AcceptedRecipients);
    }

    [Fact]
    public async Task What_Dante_denies_by_its_rules_is_told_apart_from_a_host_that_refuses()
    {
        await using var proxy = await RealProxy.DanteAsync(Wanted, denied: "127.0.9.9");

        await FailsAsync(Of(proxy, "socks5"), FaultKind.ProxyDenied, "by its rules", new IPEndPoint(IPAddress.Parse("127.0.9.9"), 25));
        await FailsAsync(Of(proxy, "socks5"), FaultKind.ConnectionRefused, "code 5", new IPEndPoint(IPAddress.Loopback, FreePort.Tcp()));
    }

    [Fact]
    public async Task A_host_that_refuses_is_told_apart_by_microsocks_too()
    {
        await using var proxy = await RealProxy.MicrosocksAsync(Wanted);

        await FailsAsync(Of(proxy, "socks5"), FaultKind.ConnectionRefused, "code 5", new IPEndPoint(IPAddress.Loopback, FreePort.Tcp()));
    }

    [Fact]
    public async Task Behind_HAProxy_a_host_that_refuses_is_a_lost_connection()
    {
        await using var proxy = await RealProxy.HaproxyAsync();

        var fault = await FailsAsync(
            Of(proxy, "proxy-v2"), FaultKind.ConnectionLost, "", new IPEndPoint(IPAddress.Loopback, FreePort.Tcp()));

        Assert.Equal(SmtpStage.Greeting, fault.Stage);
    }

    private static Task<RealProxy> StartAsync(string program) => program switch
    {
        "microsocks" => RealProxy.MicrosocksAsync(Wanted),
        "dante" => RealProxy.DanteAsync(Wanted),
        _ => RealProxy.HaproxyAsync(),
    };

    private static EgressProxy Of(RealProxy proxy, string scheme) =>
        EgressProxy.TryParse($"{scheme}://127.0.0.1:{proxy.Port}", out var parsed, out var reason)
            ? parsed
            : throw new ArgumentException(reason, nameof(scheme));

    private static Task<SmtpOpening> OpenAsync(EgressProxy proxy, IPEndPoint host, string egress) => SmtpSession.OpenAsync(
        new SmtpTarget("mx.example.com", host.Address, host.Port),
        new SmtpSessionOptions
        {
            EhloName = "out.example.org",
            LocalAddress = IPAddress.Parse(egress),
            Proxy = proxy,
            Timeouts = Talks.Patient,
        },
        TestContext.Current.CancellationToken);

    /// <summary>The addresses that a message came from.</summary>
    private static async Task<IPAddress[]> SendAsync(EgressProxy proxy, string egress = Wanted)
    {
        var clients = new ConcurrentQueue<IPAddress>();
        await using var sink = SmtpSink.Start(new SinkOptions
        {
            OnMessage = message =>
            {
                clients.Enqueue(message.Client);
                return ValueTask.CompletedTask;
            },
        });
        var opening = await OpenAsync(proxy, sink.EndPoint, egress);
        Assert.True(opening.IsOpen, opening.Fault?.Text);
        await using (opening.Session)
        {
            var sent = await Talks.SendAsync(opening.Session);
            Assert.Equal((250, true), (sent.Reply?.Code, sent.Tls.IsEncrypted));
            await opening.Session.QuitAsync(TestContext.Current.CancellationToken);
        }

        return [.. clients];
    }

    private static async Task<SmtpFault> FailsAsync(
        EgressProxy proxy, FaultKind kind, string words, IPEndPoint? host = null, string egress = Wanted)
    {
        var opening = await OpenAsync(proxy, host ?? new IPEndPoint(IPAddress.Loopback, FreePort.Tcp()), egress);

        Assert.Equal(kind, opening.Fault?.Kind);
        Assert.Contains(words, opening.Fault!.Text, StringComparison.Ordinal);
        return opening.Fault;
    }
}
