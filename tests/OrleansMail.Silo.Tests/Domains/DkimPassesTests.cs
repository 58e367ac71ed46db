using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansMail.Reports;

namespace OrleansMail.Domains;

public sealed class DkimPassesTests
{
    [Fact]
    public async Task Every_hour_all_domains_are_asked_and_one_that_fails_stops_no_other()
    {
        var (clock, domains) = (new FakeTimeProvider(), new Domains());
        using var passes = new DkimPasses(Factory.Of(domains), domains, clock, NullLogger<DkimPasses>.Instance);
        await passes.StartAsync(TestContext.Current.CancellationToken);
        Assert.Empty(domains.Asked);

        await UntilAsync(() => domains.Asked.Count >= 3, clock, TimeSpan.FromMinutes(1));
        Assert.Equal(["a.test", "broken.test", "c.test"], domains.Asked);
        await UntilAsync(() => domains.Asked.Count >= 6, clock, TimeSpan.FromHours(1));
        Assert.Equal(["a.test", "broken.test", "c.test"], domains.Asked.Skip(3));

        await passes.StopAsync(TestContext.Current.CancellationToken);
    }

    // The worker asks for its next wait on a thread of its own: the clock goes on until it has.
    private static async Task UntilAsync(Func<bool> reached, FakeTimeProvider clock, TimeSpan step)
    {
        for (var tries = 0; !reached(); tries++)
        {
            Assert.InRange(tries, 0, 1_000);
            clock.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    internal sealed class Domains : IDirectory
    {
        public ConcurrentQueue<string> Asked { get; } = [];

        public Task PutAsync(string kind, string id, bool running) => Task.CompletedTask;

        public Task<IReadOnlyList<string>> ListAsync(string kind, bool runningOnly) => Task.FromResult<IReadOnlyList<string>>(
            kind == DirectoryKind.Domain ? ["a.test", "broken.test", "c.test"] : []);
    }

    /// <summary>Gives a domain that notes that it was asked.</summary>
    public class Factory : DispatchProxy
    {
        private Domains _domains = null!;

        internal static IGrainFactory Of(Domains domains)
        {
            var factory = Create<IGrainFactory, Factory>();
            ((Factory)(object)factory)._domains = domains;
            return factory;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var grain = Create<ISendingDomainGrain, Domain>();
            ((Domain)(object)grain).Asked = () => _domains.Asked.Enqueue((string)args![0]!);
            ((Domain)(object)grain).Fails = (string)args![0]! == "broken.test";
            return grain;
        }
    }

    public class Domain : DispatchProxy
    {
        public Action Asked { get; set; } = () => { };

        public bool Fails { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Asked();
            return Fails ? throw new InvalidOperationException("Storage is not there.") : Task.FromResult<string?>(null);
        }
    }
}
