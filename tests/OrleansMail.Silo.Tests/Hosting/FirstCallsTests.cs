using Microsoft.Extensions.Time.Testing;

namespace OrleansMail.Hosting;

public sealed class FirstCallsTests
{
    private readonly FakeTimeProvider _clock = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
    private int _calls;

    [Fact]
    public async Task A_grain_that_is_on_its_way_from_a_lost_silo_is_asked_again()
    {
        await RunAsync(() => ++_calls < 5 ? throw new SiloUnavailableException("gone") : Task.CompletedTask);

        Assert.Equal(5, _calls);
    }

    [Fact]
    public async Task A_cluster_that_never_answers_is_told_in_a_sentence()
    {
        var told = await Assert.ThrowsAsync<ClusterUnavailableException>(() => RunAsync(() => throw new TimeoutException("secret")));

        Assert.Contains("did not answer for 30 seconds", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_configuration_is_told_at_once()
    {
        await Assert.ThrowsAsync<ConfigurationException>(() => RunAsync(() =>
        {
            _calls++;
            throw new ConfigurationException("Egress:Addresses");
        }));

        Assert.Equal(1, _calls);
    }

    private async Task RunAsync(Func<Task> calls)
    {
        var running = FirstCalls.MakeAsync(calls, _clock);
        while (!running.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await running;
    }
}
