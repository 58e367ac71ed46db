using System.Net;

namespace OrleansMail.Dns;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("192.0.2.1", true, true)]
    [InlineData("8.8.8.8", true, true)]
    [InlineData("172.15.0.1", true, true)]
    [InlineData("172.32.0.1", true, true)]
    [InlineData("2001:db8::1", true, true)]
    [InlineData("::ffff:192.0.2.1", true, true)]
    [InlineData("2002:c000:0201::1", true, true)]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("127.9.9.9", false, true)]
    [InlineData("10.0.0.5", false, true)]
    [InlineData("172.16.0.1", false, true)]
    [InlineData("172.31.255.255", false, true)]
    [InlineData("192.168.1.1", false, true)]
    [InlineData("100.64.0.1", false, true)]
    [InlineData("169.254.169.254", false, true)]
    [InlineData("240.0.0.1", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("fe80::1", false, true)]
    [InlineData("fc00::1", false, true)]
    [InlineData("fd12::1", false, true)]
    [InlineData("::ffff:127.0.0.1", false, true)]
    [InlineData("::ffff:10.0.0.1", false, true)]
    [InlineData("::127.0.0.1", false, true)]
    [InlineData("64:ff9b::10.0.0.1", false, true)]
    [InlineData("2002:7f00:0001::1", false, true)]
    [InlineData("0.0.0.0", false, false)]
    [InlineData("0.1.2.3", false, false)]
    [InlineData("::", false, false)]
    [InlineData("224.0.0.1", false, false)]
    [InlineData("255.255.255.255", false, false)]
    [InlineData("ff02::1", false, false)]
    [InlineData("::ffff:0.0.0.0", false, false)]
    public void A_stranger_may_send_us_to_public_addresses_alone(string address, bool byDefault, bool withPrivate)
    {
        Assert.Equal(byDefault, new AddressPolicy().Permits(IPAddress.Parse(address)));
        Assert.Equal(withPrivate, new AddressPolicy(AllowPrivate: true).Permits(IPAddress.Parse(address)));
    }
}
