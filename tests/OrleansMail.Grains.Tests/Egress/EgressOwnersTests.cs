using OrleansMail.Cluster;

namespace OrleansMail.Egress;

public sealed class EgressOwnersTests
{
    private const string Shared = "198.51.100.1";
    private const string Proxy = "socks5://10.0.0.5:1080";

    private readonly EgressOwners _owners = new(TestSilos.Of("192.0.2.1,192.0.2.2", "192.0.2.2,192.0.2.3", ""));

    [Theory]
    [InlineData("192.0.2.1", "silo0")]
    [InlineData("192.0.2.3", "silo1")]
    public void An_address_belongs_to_the_silo_that_names_it(string address, string silo)
    {
        var owner = _owners.Of(address);

        Assert.Equal((silo, (string?)null), (owner.Name, owner.Problem));
        Assert.Equal(silo == "silo0", _owners.IsOwn(address));
    }

    [Theory]
    [InlineData("192.0.2.2", "several silos claim 192.0.2.2 (silo0, silo1)", true)]
    [InlineData("192.0.2.9", "no silo has 192.0.2.9", false)]
    [InlineData("192.0.2", "no silo has 192.0.2", false)]
    public void A_doubt_is_said_and_nobody_sends(string address, string problem, bool contested)
    {
        var owner = _owners.Of(address);

        Assert.Null(owner.Silo);
        Assert.StartsWith(problem, owner.Problem, StringComparison.Ordinal);
        Assert.False(_owners.IsOwn(address));
        Assert.Equal(contested, _owners.IsContested(address));
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("192.0.2.3")]
    public void An_address_of_one_silo_is_not_contested(string address) => Assert.False(_owners.IsContested(address));

    [Fact]
    public void An_address_that_two_others_claim_is_theirs_to_tell() =>
        Assert.False(new EgressOwners(TestSilos.Of("192.0.2.1", "192.0.2.2", "192.0.2.2")).IsContested("192.0.2.2"));

    [Fact]
    public void An_address_on_one_proxy_is_sent_from_by_one_of_its_silos_at_a_time()
    {
        string[] told = [.. Enumerable.Repeat(Via(Proxy), 3)];
        var owners = new EgressOwners(TestSilos.Of(told));
        var owner = owners.Of(Shared);

        Assert.Equal((null, Proxy), (owner.Problem, owner.Proxy));
        Assert.Equal(owner.Silo!.Equals(TestSilos.Address(0)), owners.IsOwn(Shared));

        // When it dies another one has the address, and those that stay agree on which.
        var left = new EgressOwners(TestSilos.Of([.. told.Select((text, silo) => $"silo{silo}" == owner.Name ? "" : text)]));
        Assert.NotEqual(owner.Name, left.Of(Shared).Name);
        Assert.Null(left.Of(Shared).Problem);

        // And while it is there nobody takes it over: one that has no part in it changes nothing.
        Assert.Equal(owner, new EgressOwners(TestSilos.Of([.. told, "192.0.2.99"])).Of(Shared));
    }

    [Fact]
    public void Addresses_on_proxies_are_spread_over_the_silos()
    {
        var addresses = Enumerable.Range(1, 60).Select(number => $"198.51.100.{number}").ToArray();
        var told = string.Join(',', addresses.Select(address => SiloEgress.Entry(address, Proxy)));
        var owners = new EgressOwners(TestSilos.Of(told, told, told));

        var counts = addresses.CountBy(address => owners.Of(address).Name!).ToArray();

        Assert.Equal(3, counts.Length);
        Assert.All(counts, count => Assert.InRange(count.Value, 10, 30));
    }

    [Theory]
    [InlineData("198.51.100.1@socks5://10.0.0.6:1080", "silo0: socks5://10.0.0.5:1080, silo1: socks5://10.0.0.6:1080")]
    [InlineData("198.51.100.1", "silo0: socks5://10.0.0.5:1080, silo1: its own machine")]
    public void Two_ways_to_one_address_are_a_doubt(string other, string ways)
    {
        var owner = new EgressOwners(TestSilos.Of(Via(Proxy), other)).Of(Shared);

        Assert.Null(owner.Silo);
        Assert.StartsWith($"several silos claim {Shared} by different ways ({ways})", owner.Problem, StringComparison.Ordinal);
        Assert.Contains("Egress:Proxies", owner.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "198.51.100.1@socks5://10.0.0.5:1080", "198.51.100.1@socks5://10.0.0.5:1080")]
    [InlineData(2, "198.51.100.1@socks5://10.0.0.5:1080,192.0.2.1", "198.51.100.1@socks5://10.0.0.5:1080,192.0.2.2")]
    [InlineData(2, "192.0.2.1", "192.0.2.2", "")]
    [InlineData(1, "", "")]
    public void Only_silos_that_have_something_to_send_from_take_a_share(int senders, params string[] told) =>
        Assert.Equal(senders, new EgressOwners(TestSilos.Of(told)).Senders);

    [Fact]
    public void An_embedded_silo_knows_the_proxy_of_an_address()
    {
        var owner = new EgressOwners(TestSilos.Of($"{SiloEgress.Every},{Via(Proxy)}")).Of(Shared);

        Assert.Equal(("silo0", Proxy), (owner.Name, owner.Proxy));
    }

    [Fact]
    public void An_embedded_silo_has_whatever_is_registered() =>
        Assert.True(new EgressOwners(TestSilos.Of(SiloEgress.Every)).IsOwn("192.0.2.7"));

    private static string Via(string proxy) => SiloEgress.Entry(Shared, proxy);
}
