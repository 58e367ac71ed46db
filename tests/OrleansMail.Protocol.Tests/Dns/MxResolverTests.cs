using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Dns;

public sealed class MxResolverTests
{
    private const string Circle = "d.example CNAME e.example\ne.example CNAME d.example";

    /// <summary>zone → the hosts in order, or the failure. Our own are mx.ours.example and 203.0.113.9.</summary>
    public static TheoryData<string, string, string> Zones => new()
    {
        { "one MX", "d.example MX 10 mx.d.example\nmx.d.example A 192.0.2.1", "mx.d.example" },
        {
            "by preference",
            "d.example MX 20 b.d.example\nd.example MX 10 a.d.example\nd.example MX 30 c.d.example",
            "a.d.example b.d.example c.d.example"
        },
        { "the same MX twice", "d.example MX 10 a.d.example\nd.example MX 10 a.d.example", "a.d.example" },
        { "no such domain", "", "permanent 5.1.2" },
        { "SERVFAIL", "d.example SERVFAIL\nd.example A 192.0.2.1", "temporary 4.4.3" },
        { "SERVFAIL of MX alone", "d.example SERVFAIL-MX\nd.example A 192.0.2.1", "temporary 4.4.3" },
        { "implicit MX", "d.example A 192.0.2.1", "d.example" },
        { "implicit MX, address unknown", "d.example NONE\nd.example SERVFAIL-A", "temporary 4.4.3" },
        { "neither MX nor address", "d.example NONE", "permanent 5.1.2" },
        { "only IPv6, which is off", "d.example AAAA 2001:db8::1", "permanent 5.1.2" },
        {
            "MX without address keeps the apex out",
            "d.example MX 10 gone.d.example\nd.example A 192.0.2.1",
            "gone.d.example"
        },
        { "null MX", "d.example MX 0 .\nd.example A 192.0.2.1", "permanent 5.1.10" },
        { "null MX with another preference", "d.example MX 10 .\nd.example A 192.0.2.1", "permanent 5.1.2" },
        { "null MX twice", "d.example MX 0 .\nd.example MX 0 .", "permanent 5.1.2" },
        { "null MX among others", "d.example MX 0 .\nd.example MX 10 mx.d.example", "mx.d.example" },
        { "MX to an address", "d.example MX 10 192.0.2.1\nd.example A 192.0.2.2", "permanent 5.1.2" },
        { "MX to an address among others", "d.example MX 5 192.0.2.1\nd.example MX 10 mx.d.example", "mx.d.example" },
        { "MX to no host name", "d.example MX 5 a<b>.example\nd.example MX 10 mx.d.example", "mx.d.example" },
        { "alias to a domain with MX", "d.example CNAME e.example\ne.example MX 10 mx.e.example", "mx.e.example" },
        {
            "two aliases",
            "d.example CNAME e.example\ne.example CNAME f.example\nf.example MX 10 mx.f.example",
            "mx.f.example"
        },
        { "alias to a domain without MX", "d.example CNAME e.example\ne.example A 192.0.2.1", "e.example" },
        { "alias to nothing", "d.example CNAME e.example", "permanent 5.1.2" },
        { "alias to SERVFAIL", "d.example CNAME e.example\ne.example SERVFAIL", "temporary 4.4.3" },
        { "aliases in a circle", Circle, "permanent 5.1.2" },
        { "MX to our name", "d.example MX 10 mx.ours.example", "permanent 5.4.6" },
        { "MX to our address", "d.example MX 10 x.d.example\nx.d.example A 203.0.113.9", "permanent 5.4.6" },
        {
            "better than ours",
            "d.example MX 10 a.d.example\nd.example MX 20 mx.ours.example\nd.example MX 30 c.d.example\n"
                + "a.d.example A 192.0.2.1",
            "a.d.example"
        },
        { "equal to ours", "d.example MX 10 a.d.example\nd.example MX 10 mx.ours.example", "permanent 5.4.6" },
        { "implicit MX is ours", "d.example A 203.0.113.9", "permanent 5.4.6" },
        { "domain in a fixed route", "r.example MX 10 mx.r.example", "mx.d.example,r.example" },
    };

    /// <summary>zone → the addresses of mx.example, or the failure.</summary>
    public static TheoryData<string, bool, string> Hosts => new()
    {
        { "mx.example A 192.0.2.1\nmx.example A 192.0.2.2", false, "192.0.2.1 192.0.2.2" },
        { "mx.example AAAA 2001:db8::1\nmx.example A 192.0.2.1", false, "192.0.2.1" },
        { "mx.example AAAA 2001:db8::1\nmx.example A 192.0.2.1", true, "192.0.2.1 2001:db8::1" },
        { "mx.example AAAA 2001:db8::1", true, "2001:db8::1" },
        { "mx.example AAAA 2001:db8::1\nmx.example SERVFAIL-A", true, "2001:db8::1" },
        { "mx.example NONE\nmx.example SERVFAIL-AAAA", true, "temporary 4.4.3" },
        { "", false, "permanent 5.1.2" },
        { "mx.example NONE", false, "permanent 5.1.2" },
        { "mx.example SERVFAIL", false, "temporary 4.4.3" },
        { "mx.example CNAME b.example\nb.example A 192.0.2.1", false, "192.0.2.1" },
        { "mx.example CNAME mx.example", false, "permanent 5.1.2" },
        { "mx.example A 127.0.0.1", false, "permanent 5.4.4" },
        { "mx.example A 10.0.0.5\nmx.example A 192.0.2.1", false, "192.0.2.1" },
    };

    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [MemberData(nameof(Zones))]
    public async Task Every_zone_has_its_hosts(string name, string zone, string expected)
    {
        var domain = expected.Contains(',', StringComparison.Ordinal) ? "r.example" : "d.example";
        var (resolver, dns) = Resolver(zone);

        var found = await resolver.ResolveAsync(domain, TestContext.Current.CancellationToken);

        if (domain == "r.example")
        {
            Assert.True(found.Route!.IsFixed, name);
            Assert.Empty(dns.Questions);
            return;
        }

        var actual = found.IsFound
            ? string.Join(' ', found.Route.Hosts.Select(host => host.Name))
            : Of(found.Failure);
        Assert.Equal((name, expected), (name, actual));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Every_host_has_its_addresses(string zone, bool six, string expected)
    {
        var (resolver, _) = Resolver(zone, options => options with { AllowIPv6 = six });

        var found = await resolver.AddressesAsync(
            new MxRoute("site", [new MxHost(0, "mx.example")]),
            "mx.example",
            TestContext.Current.CancellationToken);

        Assert.Equal(expected, found.Failure is null ? string.Join(' ', found.Addresses) : Of(found.Failure));
    }

    [Fact]
    public async Task An_address_in_place_of_a_host_is_for_fixed_routes_alone()
    {
        var (resolver, _) = Resolver("");
        var route = new MxRoute("site", [new MxHost(0, "127.0.0.1")]);

        var stranger = await resolver.AddressesAsync(route, "127.0.0.1", TestContext.Current.CancellationToken);
        var own = await resolver.AddressesAsync(
            route with { IsFixed = true },
            "127.0.0.1",
            TestContext.Current.CancellationToken);

        Assert.NotNull(stranger.Failure);
        Assert.Equal([IPAddress.Loopback], own.Addresses);
    }

    [Fact]
    public async Task Equal_preferences_change_places_with_every_question_and_unequal_ones_never()
    {
        var (resolver, dns) = Resolver(
            "d.example MX 10 a.d.example\nd.example MX 10 b.d.example\nd.example MX 20 c.d.example");
        var orders = new HashSet<string>();
        for (var time = 0; time < 40; time++)
        {
            var found = await resolver.ResolveAsync("d.example", TestContext.Current.CancellationToken);
            orders.Add(string.Join(' ', found.Route!.Hosts.Select(host => host.Name)));
        }

        Assert.Equal(
            ["a.d.example b.d.example c.d.example", "b.d.example a.d.example c.d.example"],
            orders.Order(StringComparer.Ordinal));
        Assert.Single(dns.Questions, "d.example MX");
    }

    [Fact]
    public async Task What_is_known_of_a_domain_is_good_until_the_first_answer_behind_it_is_stale()
    {
        var (resolver, dns) = Resolver("d.example MX 10 mx.d.example 600\nmx.d.example A 192.0.2.1 90");
        Assert.Null(resolver.Known("d.example"));
        await resolver.ResolveAsync("d.example", TestContext.Current.CancellationToken);

        _clock.Advance(TimeSpan.FromSeconds(89));
        Assert.Equal("mx.d.example", resolver.Known("d.example")?.Route?.Site);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(resolver.Known("d.example"));
        Assert.True(resolver.Known("r.example")?.Route?.IsFixed);

        await resolver.ResolveAsync("d.example", TestContext.Current.CancellationToken);
        Assert.Equal(["d.example MX", "mx.d.example A", "mx.d.example A"], dns.Questions);
        Assert.NotNull(resolver.Known("d.example"));
    }

    [Fact]
    public async Task That_nobody_answers_is_known_for_as_long_as_a_failure_is_kept()
    {
        var (resolver, dns) = Resolver("d.example SERVFAIL");
        await resolver.ResolveAsync("d.example", TestContext.Current.CancellationToken);

        _clock.Advance(new DnsCacheOptions().Failure - TimeSpan.FromSeconds(1));
        Assert.Equal(MxFailure.NoAnswer, resolver.Known("d.example")?.Failure);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(resolver.Known("d.example"));
        Assert.Single(dns.Questions);
    }

    [Fact]
    public async Task Of_many_domains_the_latest_are_known()
    {
        const int most = 8;
        var (resolver, _) = Resolver("", options => options with { Cache = new DnsCacheOptions { MaxEntries = most } });
        string[] domains = [.. Enumerable.Range(0, 50).Select(number => $"n{number}.example")];
        foreach (var domain in domains)
        {
            await resolver.ResolveAsync(domain, TestContext.Current.CancellationToken);
        }

        var known = domains.Where(domain => resolver.Known(domain) is not null).ToArray();
        Assert.InRange(known.Length, most / 2, most);
        Assert.Equal(domains[^known.Length..], known);
    }

    private static string Of(MxFailure failure) =>
        $"{(failure.IsPermanent ? "permanent" : "temporary")} {failure.Code}";

    private (MxResolver Resolver, FakeDns Dns) Resolver(
        string zone,
        Func<MxResolverOptions, MxResolverOptions>? change = null)
    {
        Assert.True(RouteTable.TryParse(
            [KeyValuePair.Create("r.example", "127.0.0.1:2525")],
            out var routes,
            out var reason), reason);
        var options = new MxResolverOptions
        {
            OwnNames = ["mx.ours.example"],
            OwnAddresses = [IPAddress.Parse("203.0.113.9")],
            Routes = routes,
        };
        var dns = new FakeDns(zone);
        return (new MxResolver(dns, change?.Invoke(options) ?? options, _clock, new Random(1)), dns);
    }
}
