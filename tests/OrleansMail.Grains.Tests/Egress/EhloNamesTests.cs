using System.Net;

namespace OrleansMail.Egress;

public sealed class EhloNamesTests
{
    [Theory]
    [InlineData("mta1.example.com", true)]
    [InlineData("xn--mnchen-3ya.example", true)]
    [InlineData("[192.0.2.1]", true)]
    [InlineData("[IPv6:2001:db8::1]", true)]
    [InlineData("localhost", false)]
    [InlineData("", false)]
    [InlineData("-a.example.com", false)]
    [InlineData("a..example.com", false)]
    [InlineData("münchen.example", false)]
    [InlineData("mta.example.com\r\nMAIL FROM:<x@y.test>", false)]
    [InlineData("[not-an-address]", false)]
    [InlineData("[1]", false)]
    [InlineData("[::1]", false)]
    [InlineData("[IPv6:192.0.2.1]", false)]
    [InlineData("[IPv6:fe80::1%1]", false)]
    public void Only_a_full_name_or_an_address_literal_may_be_said(string name, bool valid) =>
        Assert.Equal(valid, EhloNames.IsValid(name));

    [Theory]
    [InlineData("192.0.2.1", "[192.0.2.1]")]
    [InlineData("2001:db8::1", "[IPv6:2001:db8::1]")]
    public void The_literal_of_an_address_is_itself_valid(string address, string literal)
    {
        Assert.Equal(literal, EhloNames.Literal(IPAddress.Parse(address)));
        Assert.True(EhloNames.IsValid(literal));
    }
}
