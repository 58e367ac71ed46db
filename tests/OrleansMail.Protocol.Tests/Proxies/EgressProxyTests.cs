namespace OrleansMail.Proxies;

public sealed class EgressProxyTests
{
    [Theory]
    [InlineData("socks5://10.0.0.5:1080", ProxyKind.Socks5, "10.0.0.5", 1080, "socks5://10.0.0.5:1080")]
    [InlineData("SOCKS5://Proxy.Example.com:1", ProxyKind.Socks5, "proxy.example.com", 1, "socks5://proxy.example.com:1")]
    [InlineData("proxy-v1://127.0.0.1:65535", ProxyKind.ProxyV1, "127.0.0.1", 65535, "proxy-v1://127.0.0.1:65535")]
    [InlineData("proxy-v2://[2001:DB8:0::1]:5000", ProxyKind.ProxyV2, "2001:db8::1", 5000, "proxy-v2://[2001:db8::1]:5000")]
    public void It_has_one_spelling(string text, ProxyKind kind, string host, int port, string spelling)
    {
        Assert.True(EgressProxy.TryParse(text, out var proxy, out _));

        Assert.Equal((kind, host, port, spelling), (proxy.Kind, proxy.Host, proxy.Port, proxy.ToString()));
        Assert.True(EgressProxy.TryParse(spelling, out var again, out _));
        Assert.Equal(proxy, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.5:1080")]
    [InlineData("http://10.0.0.5:1080")]
    [InlineData("socks5://10.0.0.5")]
    [InlineData("socks5://10.0.0.5:0")]
    [InlineData("socks5://10.0.0.5:65536")]
    [InlineData("socks5://10.0.0.5:+80")]
    [InlineData("socks5://10.0.0.5:1080/")]
    [InlineData("socks5://:1080")]
    [InlineData("socks5://2001:db8::1:1080")]
    [InlineData("socks5://[10.0.0.5]:1080")]
    [InlineData("socks5://[fe80::1%1]:1080")]
    [InlineData("socks5://a..b:1080")]
    [InlineData("socks5://a,b:1080")]
    public void What_is_none_is_refused_and_told_how_to_write(string text)
    {
        Assert.False(EgressProxy.TryParse(text, out _, out var reason));

        Assert.Contains("socks5://HOST:PORT", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_it_is_refused_and_not_repeated()
    {
        Assert.False(EgressProxy.TryParse("socks5://user:hunter2@10.0.0.5:1080", out _, out var reason));

        Assert.Contains("Egress:ProxyPasswords", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_text_has_no_password()
    {
        Assert.True(EgressProxy.TryParse("socks5://10.0.0.5:1080", out var proxy, out _));
        Assert.True(ProxyLogin.TryMake("mailer", "hunter2", out var login));

        var text = $"{proxy with { Login = login }} {login}";

        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("mailer", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "x", false)]
    [InlineData("x", "", false)]
    [InlineData("x", "y", true)]
    public void A_login_has_both(string user, string password, bool isOne) =>
        Assert.Equal(isOne, ProxyLogin.TryMake(user, password, out _));

    [Fact]
    public void A_login_fits_into_its_lengths_of_one_octet()
    {
        Assert.True(ProxyLogin.TryMake(new string('u', 255), new string('p', 255), out _));
        Assert.False(ProxyLogin.TryMake(new string('u', 256), "p", out _));

        // 128 characters of two octets each.
        Assert.False(ProxyLogin.TryMake("u", new string('é', 128), out _));
    }
}
