using OrleansMail.Sealing;

namespace OrleansMail.Fakes;

/// <summary>A vault with an old and a new version of the cluster key.</summary>
internal sealed class FakeSealGrain : Grain, ISealGrain
{
    public Task<SealStatus> StatusAsync() => Task.FromResult(
        new SealStatus("/keys/cluster.key", 3, 1, [new SealVersion(1, 0), new SealVersion(2, 5), new SealVersion(3, 2)]));

    public Task<SealStatus> RotateAsync(Guid operation) => Task.FromResult(
        new SealStatus("/keys/cluster.key", 3, 1, [new SealVersion(2, 0), new SealVersion(3, 7)]));
}
