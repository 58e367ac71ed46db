using OrleansMail.Egress;

namespace OrleansMail.Fakes;

/// <summary>An egress address in memory.</summary>
internal sealed class FakeEgressIpGrain : Grain, IEgressIpGrain
{
    private EgressIp? _ip;

    public Task<EgressIp> AddAsync(string? ehloName) =>
        Task.FromResult(_ip = new EgressIp(this.GetPrimaryKeyString(), ehloName ?? "[192.0.2.1]", false, DateTimeOffset.UnixEpoch));

    public Task<EgressIp?> ShowAsync() => Task.FromResult(_ip);

    public Task<EgressIp?> PauseAsync(bool paused) =>
        Task.FromResult(_ip = _ip is null ? null : _ip with { Paused = paused });
}
