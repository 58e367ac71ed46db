using OrleansMail.Campaigns;

namespace OrleansMail.Fakes;

/// <summary>Deputies as they were named.</summary>
internal sealed class FakeDeputiesGrain : Grain, IDeputiesGrain
{
    private readonly List<Deputyship> _deputies = [];

    public Task<Deputyship[]> ShowAsync() => Task.FromResult(_deputies.ToArray());

    public Task<DeputyAnswer> NameAsync(string deputy, DateTimeOffset? from, DateTimeOffset until, string reason)
    {
        if (deputy == "nobody")
        {
            return Task.FromResult(new DeputyAnswer(new Refusal("not-found", "there is nobody", "deputy"), []));
        }

        _deputies.Add(new Deputyship("ben", deputy, from ?? DateTimeOffset.UnixEpoch, until, reason));
        return Task.FromResult(new DeputyAnswer(null, [.. _deputies]));
    }

    public Task<DeputyAnswer> EndAsync(string deputy, string reason)
    {
        _deputies.RemoveAll(one => one.Deputy == deputy);
        return Task.FromResult(new DeputyAnswer(null, [.. _deputies]));
    }

    public Task<string?> ForAsync(string deputy) => Task.FromResult<string?>(null);
}
