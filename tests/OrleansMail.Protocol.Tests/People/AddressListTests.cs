namespace OrleansMail.People;

public sealed class AddressListTests
{
    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("192.0.2.0/24", "::ffff:192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.0/120", "192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("fe80::/10", "fe80::1%eth0", false)]
    [InlineData("192.0.2.0/24", "", false)]
    [InlineData("192.0.2.0/24", "192.0.2.7:443", false)]
    public void A_list_allows_what_lies_in_its_ranges(string range, string from, bool allowed)
    {
        Assert.True(AddressList.TryParse([range], out var list, out _));

        Assert.Equal(allowed, list.Allows(from));
    }

    [Theory]
    [InlineData("192.0.2.1/24")]
    [InlineData("192.0.2/24")]
    [InlineData("192.0.2.0/33")]
    [InlineData("192.0.2.0/-1")]
    [InlineData("192.0.2.0/")]
    [InlineData("010.0.0.0/8")]
    [InlineData("fe80::1%eth0")]
    [InlineData("fe80::%1/64")]
    [InlineData("::ffff:0.0.0.0/95")]
    [InlineData("[::1]")]
    [InlineData("example.com")]
    [InlineData("")]
    public void What_is_no_range_is_refused_by_name(string text)
    {
        Assert.False(AddressRange.TryParse(text, out _, out var reason));
        Assert.Contains($"'{text}'", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_allows_everybody_even_from_nowhere() => Assert.True(AddressList.Everywhere.Allows(""));

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.0")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("", "")]
    public void Neighbours_count_together(string from, string network) =>
        Assert.Equal(network, AddressList.NetworkOf(from));
}
