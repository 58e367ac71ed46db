using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Retention;

public sealed class RetentionPassesTests
{
    [Fact]
    public async Task A_silo_goes_through_all_steps_a_minute_after_its_start_and_again_after_each_period()
    {
        var (clock, grain) = (new FakeTimeProvider(), new Steps());
        using var passes = new RetentionPasses(
            OnlyGrain.Of(grain),
            Options.Create(new RetentionOptions { Every = TimeSpan.FromHours(6) }),
            clock,
            NullLogger<RetentionPasses>.Instance);
        await passes.StartAsync(TestContext.Current.CancellationToken);
        Assert.Empty(grain.Asked);

        await UntilAsync(() => grain.Asked.Count == 3, clock, TimeSpan.FromMinutes(1));
        Assert.Equal([null, "m", "t"], grain.Asked);

        // A pass that fails is followed by the next one.
        grain.Fails = true;
        await UntilAsync(() => grain.Asked.Count == 4, clock, TimeSpan.FromHours(6));
        grain.Fails = false;
        await UntilAsync(() => grain.Asked.Count == 7, clock, TimeSpan.FromHours(6));
        Assert.Equal([null, null, "m", "t"], grain.Asked.Skip(3));

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

    private sealed class Steps : IRetentionPassGrain
    {
        public ConcurrentQueue<string?> Asked { get; } = [];

        public bool Fails { get; set; }

        public Task<RetentionStep> StepAsync(string? after)
        {
            Asked.Enqueue(after);
            return Fails
                ? throw new InvalidOperationException("Storage is not there.")
                : Task.FromResult(new RetentionStep(after switch { null => "m", "m" => "t", _ => null }, 1, 0));
        }
    }

    /// <summary>A factory that knows one grain.</summary>
    public class OnlyGrain : DispatchProxy
    {
        private object? _grain;

        public static IGrainFactory Of(object grain)
        {
            var factory = Create<IGrainFactory, OnlyGrain>();
            ((OnlyGrain)(object)factory)._grain = grain;
            return factory;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _grain;
    }
}
