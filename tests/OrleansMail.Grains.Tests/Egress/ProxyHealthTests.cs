using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansMail.Delivery;
using OrleansMail.Proxies;
using OrleansMail.Smtp;

namespace OrleansMail.Egress;

public sealed class ProxyHealthTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Own = IPAddress.Parse("192.0.2.2");

    private readonly ArmedClock _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly ProxyHealth _health;

    public ProxyHealthTests() => _health = new ProxyHealth(
        new EgressProxies(new Dictionary<IPAddress, EgressProxy> { [Address] = Proxy }), _clock, NullLogger<ProxyHealth>.Instance);

    public static EgressProxy Proxy { get; } =
        EgressProxy.TryParse("socks5://127.0.0.1:1080", out var proxy, out _) ? proxy : throw new InvalidOperationException();

    [Fact]
    public void Nothing_is_known_against_it_at_first() =>
        Assert.Equal((null, null, false), (_health.Wait(Address), _health.ProblemOf(Address), _health.IsHeld(Address)));

    [Theory]
    [InlineData(FaultKind.ProxyFailed)]
    [InlineData(FaultKind.ProxyWrongSource)]
    public void A_proxy_that_fails_holds_the_address_and_says_why(FaultKind kind)
    {
        Assert.True(Fails(kind));

        Assert.Equal(
            (TimeSpan.FromSeconds(5), "it is so", true),
            (_health.Wait(Address), _health.ProblemOf(Address), _health.IsHeld(Address)));
        Assert.Equal(TimeSpan.FromSeconds(5), _health.WaitAfterFailure(Address));
    }

    [Fact]
    public void Failures_of_the_same_time_count_once_and_later_ones_wait_longer()
    {
        var waits = new List<TimeSpan?>();
        for (var failure = 0; failure < 7; failure++)
        {
            Fails(FaultKind.ProxyFailed);
            Fails(FaultKind.ProxyFailed);
            waits.Add(_health.Wait(Address));
            _clock.Advance(waits[^1]!.Value);
        }

        Assert.Equal([5, 10, 20, 40, 80, 120, 120], waits.Select(wait => wait!.Value.TotalSeconds));
    }

    [Fact]
    public void After_trouble_one_tries_and_the_others_wait_until_it_is_known()
    {
        Fails(FaultKind.ProxyFailed);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(_health.IsHeld(Address));

        Assert.Null(_health.Wait(Address));
        Assert.True(_health.Wait(Address) > TimeSpan.FromSeconds(30));
        Assert.True(_health.IsHeld(Address));

        _health.IsOurs(Address, Closed(FaultKind.Refused, Refused));
        Assert.Equal((null, null), (_health.Wait(Address), _health.ProblemOf(Address)));
    }

    [Fact]
    public void A_host_that_is_not_reached_shows_that_the_proxy_works_and_is_its_own_fault()
    {
        Fails(FaultKind.ProxyFailed);

        Assert.False(Fails(FaultKind.ConnectionRefused));

        Assert.Equal((null, null), (_health.Wait(Address), _health.ProblemOf(Address)));
    }

    [Fact]
    public void Called_off_tells_nothing()
    {
        Fails(FaultKind.ProxyFailed);

        Assert.False(Fails(FaultKind.Cancelled));

        Assert.NotNull(_health.ProblemOf(Address));
    }

    [Fact]
    public void What_the_proxy_denies_is_ours_as_long_as_it_has_connected_nowhere_and_holds_one_lane()
    {
        Assert.True(Fails(FaultKind.ProxyDenied));
        Assert.Equal((null, "it is so", false), (_health.Wait(Address), _health.ProblemOf(Address), _health.IsHeld(Address)));
        Assert.Equal(TimeSpan.FromSeconds(5), _health.WaitAfterFailure(Address));

        _health.IsOurs(Address, Closed(FaultKind.Refused, Refused));

        Assert.Null(_health.ProblemOf(Address));
        Assert.False(Fails(FaultKind.ProxyDenied));
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(Fails(FaultKind.ProxyDenied));
    }

    [Fact]
    public void An_address_of_the_machine_has_no_proxy_that_could_fail()
    {
        Assert.False(_health.IsOurs(Own, Closed(FaultKind.ProxyFailed)));

        Assert.Equal((null, null, false), (_health.Wait(Own), _health.ProblemOf(Own), _health.IsHeld(Own)));
    }

    private static SmtpReply Refused => new(554, null, "no");

    private bool Fails(FaultKind kind) => _health.IsOurs(Address, Closed(kind));

    private static SmtpFault Closed(FaultKind kind, SmtpReply? reply = null) => new(SmtpStage.Connect, kind, reply, "it is so");
}
