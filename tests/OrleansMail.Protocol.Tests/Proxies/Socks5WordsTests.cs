using System.Net;

namespace OrleansMail.Proxies;

/// <summary>Octets written down by hand from the figures of RFC 1928 §3 to §6 and RFC 1929 §2.</summary>
public sealed class Socks5WordsTests
{
    [Fact]
    public void The_greeting_offers_one_method()
    {
        Assert.Equal("050100", Hex(Socks5Request.Greeting(Socks5Request.NoLogin)));
        Assert.Equal("050102", Hex(Socks5Request.Greeting(Socks5Request.UserAndPassword)));
    }

    [Fact]
    public void The_login_has_lengths_before_its_words()
    {
        Assert.True(ProxyLogin.TryMake("bob", "s3 é", out var login));

        Assert.Equal("01" + "03" + "626F62" + "05" + "733320C3A9", Hex(Socks5Request.Login(login)));
    }

    [Theory]
    [InlineData("192.0.2.25", 25, "05010001C00002190019")]
    [InlineData("203.0.113.255", 2525, "05010001CB0071FF09DD")]
    [InlineData("2001:db8::19", 65535, "0501000420010DB8000000000000000000000019FFFF")]
    public void The_request_names_the_host_and_its_port(string host, int port, string octets) =>
        Assert.Equal(octets, Hex(Socks5Request.ConnectTo(new IPEndPoint(IPAddress.Parse(host), port))));

    [Theory]
    [InlineData("05000001C00002070001", "192.0.2.7")]
    [InlineData("05000001000000000000", "0.0.0.0")]
    [InlineData("0500000420010DB80000000000000000000000070001", "2001:db8::7")]
    [InlineData("0500000400000000000000000000FFFFC00002070001", "192.0.2.7")]
    [InlineData("0500000305612E6578610001", null)]
    [InlineData("05000003000001", null)]
    public void A_reply_tells_its_length_by_its_head_and_the_address(string octets, string? bound)
    {
        var reply = Convert.FromHexString(octets);

        Assert.Equal(reply.Length, Socks5Reply.LengthOf(reply.AsSpan(0, Socks5Reply.Head)));
        Assert.Equal(bound, Socks5Reply.Bound(reply)?.ToString());
    }

    [Fact]
    public void The_longest_reply_is_one_with_the_longest_name() =>
        Assert.Equal(Socks5Reply.Longest, Socks5Reply.LengthOf([5, 0, 0, 3, 255]));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(255)]
    public void A_reply_with_an_unknown_kind_of_address_has_no_length(byte kind) =>
        Assert.Equal(0, Socks5Reply.LengthOf([5, 0, 0, kind, 0]));

    private static string Hex(byte[] octets) => Convert.ToHexString(octets);
}
