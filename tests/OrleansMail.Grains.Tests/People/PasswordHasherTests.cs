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

        Assert.True(await hasher.VerifyAsync("walnut ferry", hash));
        Assert.False(await hasher.VerifyAsync("walnut fairy", hash));
        Assert.False(await hasher.VerifyAsync("walnut ferry", ""));
        Assert.True(hasher.IsCurrent(hash));
        Assert.False(dearer.IsCurrent(hash));
        Assert.True(await dearer.VerifyAsync("walnut ferry", hash));
    }

    [Fact]
    public async Task What_does_not_fit_into_the_queue_is_turned_away_and_the_rest_is_done()
    {
        using var hasher = Hasher(memory: 8 * 1024);

        var all = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => hasher.VerifyAsync("a", "")));

        Assert.Contains(null, all);
        Assert.Contains(false, all);
        Assert.False(await hasher.VerifyAsync("a", ""));
    }

    private static PasswordHasher Hasher(int memory) =>
        new(Options.Create(new PeopleOptions { HashMemory = memory }));
}
