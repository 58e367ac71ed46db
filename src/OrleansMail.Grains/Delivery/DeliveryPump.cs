using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Reports;

namespace OrleansMail.Delivery;

/// <summary>The silo's delivery worker: keeps a feeder running for every campaign that may send.</summary>
internal sealed partial class DeliveryPump(FeederParts parts, LaneSessions sessions, ILogger<DeliveryPump> log)
    : BackgroundService, IDeliveryWatch
{
    // Together with what a session has in hand this keeps a stop that was not heard of within a second.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ReleaseEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // A campaign whose silo was lost answers after some seconds; the others are not to wait for it.
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(2);
    private const int AskedAtOnce = 16;

    private readonly ClaimRenewal _renewal = new(parts.Silos, parts.Claims, parts.Hold, parts.Stores.Audience, parts.Clock);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (CampaignFeeder Feeder, Task Run)> _feeders = new(StringComparer.Ordinal);
    private TaskCompletionSource _bell = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// There is something to send in a campaign, or its release has changed. A stream that is being sent has only got another
    /// mail, perhaps the thousandth of this second: no campaign is asked about for it.
    /// </summary>
    public void Ring(string campaign)
    {
        lock (_lock)
        {
            var feeder = _feeders.TryGetValue(campaign, out var running) && !running.Run.IsCompleted && !running.Feeder.Stopped
                ? running.Feeder
                : null;
            feeder?.Ring();
            if (feeder?.Release.Settings.IsStream != true)
            {
                _bell.TrySetResult();
            }
        }
    }

    private void RingAll()
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

    /// <summary>What this silo has of each campaign, by id.</summary>
    public CampaignLoad[] Loads()
    {
        lock (_lock)
        {
            return
            [
                .. _feeders.Values.Where(running => !running.Run.IsCompleted).Select(running => running.Feeder.Load)
                    .OrderBy(load => load.Campaign, StringComparer.Ordinal),
            ];
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (parts.Claims.Alone)
        {
            await parts.Stores.Audience.ReleaseOthersAsync(parts.Silo);
        }

        var renewing = RenewAsync(stoppingToken);
        var reading = ReadEgressAsync(stoppingToken);
        var listening = ListenAsync(stoppingToken);
        var releasing = ReleaseStuckAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
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
        var stopped = StopFeedersAsync();
        await Task.WhenAny(stopped, Task.Delay(Grace, parts.Clock, CancellationToken.None));
        await sessions.StopAsync();
        await stopped;
        await renewing;
        await reading;
        await listening;
        await releasing;
    }

    /// <summary>On its own, so that a slow look for work never lets a claim run out while its mail is being sent.</summary>
    private Task RenewAsync(CancellationToken stopping) => EveryAsync(
        parts.Claims.RenewEvery,
        async () =>
        {
            await _renewal.RunAsync(stopping);
            parts.Lanes.Retire();
        },
        LogRenew,
        stopping);

    /// <summary>On its own, so that an address that does not answer never delays a stop.</summary>
    private async Task ReadEgressAsync(CancellationToken stopping)
    {
        var before = false;
        await EveryAsync(
            Beat,
            async () =>
            {
                await parts.Egress.RefreshAsync();
                if (parts.Egress.HasActive && !before)
                {
                    RingAll();
                }

                before = parts.Egress.HasActive;
            },
            LogBeat,
            stopping);
    }

    /// <summary>
    /// Not only when there is no room left: all of it at once would make the fast lanes wait until then, and have everything come
    /// back together.
    /// </summary>
    private Task ReleaseStuckAsync(CancellationToken stopping) => EveryAsync(
        ReleaseEvery,
        () =>
        {
            parts.Lanes.ReleaseStuck();
            return Task.CompletedTask;
        },
        LogBeat,
        stopping);

    private Task ListenAsync(CancellationToken stopping) => EveryAsync(
        Beat,
        () =>
        {
            sessions.LetStandAside();
            return Task.CompletedTask;
        },
        LogBeat,
        stopping);

    private async Task EveryAsync(TimeSpan period, Func<Task> work, Action<Exception> failed, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work();
            }
            catch (Exception failure)
            {
                failed(failure);
            }

            await Task.Delay(period, parts.Clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
        await Parallel.ForEachAsync(
            running,
            new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce },
            async (campaign, _) => await AskAsync(campaign, stopping));
        lock (_lock)
        {
            foreach (var campaign in _feeders.Keys.Except(running, StringComparer.Ordinal).ToArray())
            {
                Match(campaign, release: null, mayStart: false, stopping);
            }
        }
    }

    private async Task AskAsync(string campaign, CancellationToken stopping)
    {
        try
        {
            var stops = Volatile.Read(ref _stops);
            var release = await parts.Grains.GetGrain<ICampaignDispatchGrain>(campaign).ReleaseAsync()
                .WaitAsync(Answer, parts.Clock, stopping);
            lock (_lock)
            {
                Match(campaign, release, mayStart: stops == _stops && !_draining, stopping);
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // One campaign that cannot be asked does not hold up the others.
            LogBeat(failure);
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

    [LoggerMessage(LogLevel.Error, "The delivery worker could not look for work; it tries again")]
    private partial void LogBeat(Exception failure);

    [LoggerMessage(LogLevel.Error, "The claims of this silo could not be renewed; it tries again")]
    private partial void LogRenew(Exception failure);

    [LoggerMessage(LogLevel.Error, "Sending of {Campaign} was interrupted by a failure; it goes on by itself")]
    private partial void LogFeeder(Exception failure, string campaign);
}
