using System.Net;

namespace OrleansMail.Lanes;

public sealed class LaneKeyTests
{
    [Theory]
    [InlineData("192.0.2.1", "example.com")]
    [InlineData("2001:db8::1", "google")]
    [InlineData("192.0.2.1", "127.0.0.1:2525")]
    [InlineData("192.0.2.1", "odd/site")]
    public void A_key_reads_back_as_it_was_written(string address, string site)
    {
        var key = new LaneKey(IPAddress.Parse(address), site);

        Assert.Equal($"{address}/{site}", key.ToString());
        Assert.Equal(key, LaneKey.Parse(key.ToString()));
    }
}
