using System.Net;
using System.Text;

namespace OrleansMail.Proxies;

/// <summary>Octets written down by hand from §2.1 and §2.2 of the PROXY protocol's specification.</summary>
public sealed class ProxyHeaderTests
{
    private const string Signature = "0D0A0D0A000D0A515549540A";

    [Theory]
    [InlineData("192.0.2.7", "198.51.100.25", 25, "PROXY TCP4 192.0.2.7 198.51.100.25 0 25\r\n")]
    [InlineData("2001:db8::7", "2001:db8:1::19", 2525, "PROXY TCP6 2001:db8::7 2001:db8:1::19 0 2525\r\n")]
    public void Version_1_is_a_line(string source, string host, int port, string line) =>
        Assert.Equal(line, Encoding.ASCII.GetString(ProxyHeader.Version1(IPAddress.Parse(source), Host(host, port))));

    [Fact]
    public void Version_1_is_never_longer_than_the_107_octets_that_are_read_of_it()
    {
        const string longest = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

        Assert.InRange(ProxyHeader.Version1(IPAddress.Parse(longest), Host(longest, 65535)).Length, 1, 107);
    }

    [Theory]
    [InlineData("192.0.2.7", "198.51.100.25", 25, "2111000C" + "C0000207" + "C6336419" + "0000" + "0019")]
    [InlineData(
        "2001:db8::7", "2001:db8:1::19", 2525,
        "21210024" + "20010DB8000000000000000000000007" + "20010DB8000100000000000000000019" + "0000" + "09DD")]
    public void Version_2_is_a_block(string source, string host, int port, string behindSignature) => Assert.Equal(
        Signature + behindSignature,
        Convert.ToHexString(ProxyHeader.Version2(IPAddress.Parse(source), Host(host, port))));

    [Fact]
    public void Two_families_fit_into_no_header()
    {
        Assert.Throws<ArgumentException>(() => ProxyHeader.Version1(IPAddress.Parse("192.0.2.7"), Host("2001:db8::19", 25)));
        Assert.Throws<ArgumentException>(() => ProxyHeader.Version2(IPAddress.Parse("2001:db8::7"), Host("192.0.2.25", 25)));
    }

    private static IPEndPoint Host(string address, int port) => new(IPAddress.Parse(address), port);
}
