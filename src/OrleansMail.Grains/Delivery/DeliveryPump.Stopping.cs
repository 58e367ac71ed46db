using OrleansMail.People;

namespace OrleansMail.Delivery;

/// <content>Everything that ends sending: of a campaign, of a domain, of this silo.</content>
internal sealed partial class DeliveryPump
{
    // Counts the stops: an answer from before the newest one starts nothing.
    private int _stops;
    private volatile bool _draining;

    /// <summary>Nothing of this campaign is started any more.</summary>
    /// <returns>When no session of this silo holds a recipient of it any more.</returns>
    public async Task StopSendingAsync(string campaign)
    {
        Task run;
        lock (_lock)
        {
            _stops++;
            if (!_feeders.TryGetValue(campaign, out var running))
            {
                return;
            }

            running.Feeder.Stop();
            run = running.Run;
        }

        // How it ended is told by the look for work.
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Nothing of this sending domain, or of any with <c>*</c>, may be started any more.</summary>
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

    /// <summary>Nothing is claimed any more, and what waits goes back to those who may claim it.</summary>
    /// <returns>When nothing of this silo is on its way any more.</returns>
    public Task DrainAsync()
    {
        _draining = true;
        return StopFeedersAsync();
    }

    private async Task StopFeedersAsync()
    {
        Task[] runs;
        lock (_lock)
        {
            _stops++;
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
}
