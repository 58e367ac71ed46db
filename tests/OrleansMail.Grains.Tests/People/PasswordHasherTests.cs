using Microsoft.Extensions.Options;

namespace OrleansMail.People;

public sealed class PasswordHasherTests
{
    [Fact]
    public async Task A_hash_is_current_until_its_cost_is_not_todays()
    {
        using var hasher = Hasher(memory: 64);
        using var dearer = Hasher(memory: 128);
        var hash = (await hasher.HashAsync("walnut ferry"))!;

        Assert.True(await hasher.VerifyAsync("walnut ferry", hash, isKnown: false));
        Assert.False(await hasher.VerifyAsync("walnut fairy", hash, isKnown: false));
        Assert.False(await hasher.VerifyAsync("walnut ferry", "", isKnown: false));
        Assert.True(hasher.IsCurrent(hash));
        Assert.False(dearer.IsCurrent(hash));
        Assert.True(await dearer.VerifyAsync("walnut ferry", hash, isKnown: false));
    }

    [Fact]
    public async Task What_does_not_fit_into_the_queue_is_turned_away_and_the_rest_is_done()
    {
        using var hasher = Hasher(memory: 8 * 1024);

        var all = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => hasher.VerifyAsync("a", "", isKnown: false)));

        Assert.Contains(null, all);
        Assert.Contains(false, all);
        Assert.False(await hasher.VerifyAsync("a", "", isKnown: false));
    }

    [Fact]
    public async Task Who_is_known_is_not_turned_away_when_strangers_have_filled_their_queue()
    {
        using var hasher = Hasher(memory: 8 * 1024);
        var hash = (await hasher.HashAsync("walnut ferry"))!;
        var storm = Enumerable.Range(0, 2_000).Select(_ => hasher.VerifyAsync("a", "", isKnown: false)).ToArray();

        Assert.True(await hasher.VerifyAsync("walnut ferry", hash, isKnown: true));
        Assert.NotNull(await hasher.HashAsync("cobalt tin"));

        Assert.Contains(null, await Task.WhenAll(storm));
    }

    private static PasswordHasher Hasher(int memory) =>
        new(Options.Create(new PeopleOptions { HashMemory = memory }));
}
