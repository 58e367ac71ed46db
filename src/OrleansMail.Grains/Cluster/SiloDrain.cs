using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansMail.Delivery;

namespace OrleansMail.Cluster;

/// <summary>Takes this silo out of work and ends its process, within a time.</summary>
internal sealed partial class SiloDrain(
    DeliveryPump pump, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<SiloDrain> log)
{
    // The answer to whoever asked has left by then.
    private static readonly TimeSpan Parting = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private DateTimeOffset? _until;

    /// <summary>When the silo leaves at the latest; null unless it is being taken out of work.</summary>
    public DateTimeOffset? Until
    {
        get
        {
            lock (_lock)
            {
                return _until;
            }
        }
    }

    /// <summary>Begins; a second call changes nothing.</summary>
    public void Begin(TimeSpan within)
    {
        lock (_lock)
        {
            if (_until is not null)
            {
                return;
            }

            _until = clock.GetUtcNow() + within;
        }

        LogBegun(within);
        _ = RunAsync(within);
    }

    private async Task RunAsync(TimeSpan within)
    {
        var drained = pump.DrainAsync();
        await Task.WhenAny(drained, Task.Delay(within, clock));
        await Task.Delay(Parting, clock);
        LogEnds(drained.IsCompleted);
        lifetime.StopApplication();
    }

    [LoggerMessage(LogLevel.Information, "This silo is taken out of work; it leaves within {Time}")]
    private partial void LogBegun(TimeSpan time);

    [LoggerMessage(LogLevel.Information, "This silo leaves the cluster; all of its work is handed back: {Drained}")]
    private partial void LogEnds(bool drained);
}
