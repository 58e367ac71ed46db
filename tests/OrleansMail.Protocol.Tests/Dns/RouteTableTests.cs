namespace OrleansMail.Dns;

public sealed class RouteTableTests
{
    [Theory]
    [InlineData("127.0.0.1:2525", "127.0.0.1", 2525, "127.0.0.1+2525")]
    [InlineData("Relay.Example:25", "relay.example", 25, "relay.example+25")]
    [InlineData("localhost:1", "localhost", 1, "localhost+1")]
    [InlineData("[::1]:2525", "::1", 2525, "--1+2525")]
    public void A_route_has_host_port_and_site(string target, string host, int port, string site)
    {
        Assert.True(RouteTable.TryParse([KeyValuePair.Create("d.example", target)], out var table, out _));

        var route = table.Find("d.example");

        Assert.NotNull(route);
        Assert.Equal((host, port, site, true), (route.Hosts.Single().Name, route.Port, route.Site, route.IsFixed));
        Assert.Null(table.Find("other.example"));
    }

    [Theory]
    [InlineData("relay.example")]
    [InlineData("relay.example:")]
    [InlineData("relay.example:0")]
    [InlineData("relay.example:65536")]
    [InlineData(":25")]
    [InlineData("a b:25")]
    public void What_is_no_route_is_named(string target)
    {
        Assert.False(RouteTable.TryParse([KeyValuePair.Create("d.example", target)], out _, out var reason));
        Assert.Contains("d.example", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_star_is_for_all_that_have_no_route_of_their_own()
    {
        Assert.True(RouteTable.TryParse(
            [KeyValuePair.Create("*", "sink.example:25"), KeyValuePair.Create("D.example", "d-mx.example:25")],
            out var table,
            out _));

        Assert.Equal("d-mx.example", table.Find("d.example")?.Hosts[0].Name);
        Assert.Equal("sink.example", table.Find("other.example")?.Hosts[0].Name);
        Assert.Null(RouteTable.Empty.Find("d.example"));
    }
}
