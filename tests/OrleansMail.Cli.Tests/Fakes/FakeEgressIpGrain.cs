using OrleansMail.Egress;

namespace OrleansMail.Fakes;

/// <summary>An egress address in memory.</summary>
internal sealed class FakeEgressIpGrain : Grain, IEgressIpGrain
{
    private EgressIp? _ip;

    public Task<EgressIp> AddAsync(string? ehloName) =>
        Task.FromResult(_ip = new EgressIp(this.GetPrimaryKeyString(), ehloName ?? "[192.0.2.1]", false, DateTimeOffset.UnixEpoch)
        {
            Silo = "mail1",
            Proxy = OnProxy ? "socks5://10.0.0.5:1080" : null,
            Problem = OnProxy ? "the proxy socks5://10.0.0.5:1080 refuses connections" : null,
        });

    /// <summary>One address of the tests is on a proxy that is down.</summary>
    private bool OnProxy => this.GetPrimaryKeyString() == "198.51.100.1";

    public Task<EgressIp?> ShowAsync() => Task.FromResult(_ip);

    public Task<EgressIp?> PauseAsync(bool paused) =>
        Task.FromResult(_ip = _ip is null ? null : _ip with { Paused = paused });
}
