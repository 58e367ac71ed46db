using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansMail.Campaigns;
using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Delivery;

/// <summary>The silo's delivery worker: keeps a feeder running for every campaign that may send.</summary>
internal sealed partial class DeliveryPump(FeederParts parts, LaneSessions sessions, ILogger<DeliveryPump> log)
    : BackgroundService, IDispatchSignal, IDeliveryWatch
{
    // Together with what a session has in hand this keeps a stop from another silo within a second.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClaimFor = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (CampaignFeeder Feeder, Task Run)> _feeders = new(StringComparer.Ordinal);
    private TaskCompletionSource _bell = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Counts the stops: an answer from before the newest one starts nothing.
    private int _stops;

    // Timestamp of the newest look, 0 before the first.
    private long _looked;

    public TimeSpan? SinceLook =>
        Volatile.Read(ref _looked) is > 0 and var looked ? parts.Clock.GetElapsedTime(looked) : null;

    public PumpLoad Load
    {
        get
        {
            lock (_lock)
            {
                var loads = _feeders.Values.Select(running => running.Feeder.Load).ToList();
                return new PumpLoad(
                    loads.Count,
                    loads.Sum(load => load.Chunks),
                    loads.Sum(load => load.Waiting),
                    loads.Sum(load => load.WaitingInDoubt));
            }
        }
    }

    public void Ring()
    {
        lock (_lock)
        {
            foreach (var (feeder, _) in _feeders.Values)
            {
                feeder.Ring();
            }

            _bell.TrySetResult();
        }
    }

    public void StopSending(string campaign)
    {
        lock (_lock)
        {
            _stops++;
            if (_feeders.TryGetValue(campaign, out var running))
            {
                running.Feeder.Stop();
            }
        }
    }

    public void StopAll(string domain)
    {
        lock (_lock)
        {
            _stops++;
            var feeders = _feeders.Values.Select(running => running.Feeder)
                .Where(feeder => !feeder.Release.Cancelling && (domain == Grant.Everywhere || feeder.Domain == domain))
                .ToList();

            // All are forbidden before the lanes of the first are emptied: that takes time where there are many.
            feeders.ForEach(feeder => feeder.Forbid());
            feeders.ForEach(feeder => feeder.Stop());
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await parts.Stores.Audience.ReleaseOthersAsync(parts.Silo);
        var renewing = RenewAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await parts.Egress.RefreshAsync();
                await LookAsync(stoppingToken);
                Volatile.Write(ref _looked, parts.Clock.GetTimestamp());
            }
            catch (Exception failure)
            {
                // Also while the silo stops: what is under way has to be ended below.
                LogBeat(failure);
            }

            await WaitAsync(stoppingToken);
        }

        // What is being sent may end by itself; after that it is called off, and nothing is waited for longer.
        var stopped = StopAllAsync();
        await Task.WhenAny(stopped, Task.Delay(Grace, parts.Clock, CancellationToken.None));
        await sessions.StopAsync();
        await stopped;
        await renewing;
    }

    /// <summary>On its own, so that a slow look for work never lets a claim run out while its mail is being sent.</summary>
    private async Task RenewAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(RenewEvery, parts.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                try
                {
                    await parts.Stores.Audience.RenewAsync(parts.Silo, parts.Clock.GetUtcNow() + ClaimFor);
                    parts.Lanes.Retire();
                }
                catch (Exception failure)
                {
                    LogRenew(failure);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops; the claims are given back.
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        Task bell;
        lock (_lock)
        {
            bell = _bell.Task;
        }

        // A beat that is called off by the stop is as good as one that ended.
        var beat = Task.Delay(Beat, parts.Clock, stopping);
        if (await Task.WhenAny(bell, beat) == bell)
        {
            lock (_lock)
            {
                _bell = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        var running = await parts.Stores.Directory.ListAsync(DirectoryKind.Campaign, runningOnly: true);
        foreach (var campaign in running)
        {
            try
            {
                var stops = Volatile.Read(ref _stops);
                var release = await parts.Grains.GetGrain<ICampaignDispatchGrain>(campaign).ReleaseAsync();
                lock (_lock)
                {
                    Match(campaign, release, mayStart: stops == _stops, stopping);
                }
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                // One campaign that cannot be asked does not hold up the others.
                LogBeat(failure);
            }
        }

        lock (_lock)
        {
            foreach (var campaign in _feeders.Keys.Except(running, StringComparer.Ordinal).ToArray())
            {
                Match(campaign, release: null, mayStart: false, stopping);
            }
        }
    }

    private void Match(string campaign, CampaignRelease? release, bool mayStart, CancellationToken stopping)
    {
        if (_feeders.TryGetValue(campaign, out var running))
        {
            if (release is null
                || release.Cancelling != running.Feeder.Release.Cancelling
                || release.RowsBelow != running.Feeder.Release.RowsBelow)
            {
                running.Feeder.Stop();
            }

            if (!running.Run.IsCompleted)
            {
                return;
            }

            if (running.Run.Exception is { } failure)
            {
                LogFeeder(failure, campaign);
            }

            _feeders.Remove(campaign);
        }

        if (release is not null && mayStart)
        {
            var feeder = new CampaignFeeder(release, parts);
            _feeders[campaign] = (feeder, Task.Run(() => feeder.RunAsync(stopping), CancellationToken.None));
        }
    }

    private async Task StopAllAsync()
    {
        Task[] runs;
        lock (_lock)
        {
            foreach (var (feeder, _) in _feeders.Values)
            {
                feeder.Stop();
            }

            runs = [.. _feeders.Values.Select(running => running.Run)];
        }

        try
        {
            await Task.WhenAll(runs);
        }
        catch (Exception failure)
        {
            LogBeat(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "The delivery worker could not look for work; it tries again")]
    private partial void LogBeat(Exception failure);

    [LoggerMessage(LogLevel.Error, "The claims of this silo could not be renewed; it tries again")]
    private partial void LogRenew(Exception failure);

    [LoggerMessage(LogLevel.Error, "Sending of {Campaign} was interrupted by a failure; it goes on by itself")]
    private partial void LogFeeder(Exception failure, string campaign);
}
