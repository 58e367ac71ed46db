using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Dns;

public sealed class DnsCacheTests
{
    private readonly FakeTimeProvider _clock = new();

    /// <summary>zone of a.example, what is asked, how many seconds the answer is kept.</summary>
    public static TheoryData<string, int> Lives => new()
    {
        { "a.example A 192.0.2.1 300", 300 },
        { "a.example A 192.0.2.1 300\na.example A 192.0.2.2 200", 200 },
        { "a.example A 192.0.2.1 0", 60 },
        { "a.example A 192.0.2.1 59", 60 },
        { "a.example A 192.0.2.1 604800", 86_400 },
        { "a.example NONE", 300 },
        { "", 300 },
        { "a.example SERVFAIL", 15 },
    };

    [Theory]
    [MemberData(nameof(Lives))]
    public async Task An_answer_is_kept_for_its_time_and_asked_again_after_it(string zone, int seconds)
    {
        var dns = new FakeDns(zone);
        var cache = new DnsCache(dns, new DnsCacheOptions(), _clock);

        await AskAsync(cache, "a.example");
        _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        await AskAsync(cache, "a.example");
        Assert.Single(dns.Questions);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(cache, "a.example");
        Assert.Equal(2, dns.Questions.Count);
    }

    [Fact]
    public async Task Many_who_ask_the_same_at_once_ask_once_and_one_may_give_up()
    {
        var gate = new TaskCompletionSource();
        var dns = new FakeDns("a.example A 192.0.2.1") { Gate = gate.Task };
        var cache = new DnsCache(dns, new DnsCacheOptions(), _clock);
        using var impatient = new CancellationTokenSource();

        var first = cache.QueryAsync("a.example", DnsKind.A, impatient.Token);
        var others = Enumerable.Range(0, 20).Select(_ => AskAsync(cache, "a.example")).ToList();
        await impatient.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.All(await Task.WhenAll(others), answer => Assert.Single(answer.Records));
        Assert.Single(dns.Questions);
    }

    [Fact]
    public async Task No_more_answers_are_kept_than_allowed_and_stale_ones_go_first()
    {
        var dns = new FakeDns("keep.example A 192.0.2.1 3600\nold.example A 192.0.2.1 60");
        var cache = new DnsCache(dns, new DnsCacheOptions { MaxEntries = 8 }, _clock);
        await AskAsync(cache, "old.example");
        _clock.Advance(TimeSpan.FromSeconds(61));
        await AskAsync(cache, "keep.example");
        for (var n = 0; n < 7; n++)
        {
            await AskAsync(cache, $"n{n}.example");
        }

        Assert.InRange(cache.Count, 1, 8);
        await AskAsync(cache, "n6.example");
        Assert.Single(dns.Questions, "n6.example A");
        for (var n = 10; n < 200; n++)
        {
            await AskAsync(cache, $"n{n}.example");
            Assert.InRange(cache.Count, 1, 9);
        }
    }

    private static Task<DnsAnswer> AskAsync(DnsCache cache, string name) =>
        cache.QueryAsync(name, DnsKind.A, TestContext.Current.CancellationToken);
}
