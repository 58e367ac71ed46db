using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansMail.Lanes;

namespace OrleansMail.Delivery;

/// <summary>Starts the sessions of this silo's lanes and waits for them at the end.</summary>
internal sealed partial class LaneSessions(
    SessionParts parts, IGrainFactory grains, IOptions<LaneOptions> lanes, ILogger<LaneSessions> log)
    : ILaneSessions, IDisposable
{
    // A message whose end has left is worth waiting for: without its reply the recipient would be Unknown.
    private static readonly TimeSpan LastReplies = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    // Enough to keep a core busy with sites that answer soon.
    private const int StartingPerCore = 64;

    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _running = [];
    private readonly HashSet<SessionWait> _waits = [];
    private readonly SessionRoom _room = new(
        parts.Options.MaxConnections, StartingPerCore * Environment.ProcessorCount, () => parts.Renderer.IsBehind);

    public int LeaseWindow => lanes.Value.LeaseWindow;

    public bool OthersWait => _room.FirstWait;

    public bool IsBehind => parts.Renderer.IsBehind;

    public RoomLoad Load => _room.Load;

    public IdleRest Rest()
    {
        var rest = _room.Rest();

        // The processor may have time again for lanes in doubt.
        RunWaiting();
        return rest;
    }

    public bool TryStart(LaneRunner lane)
    {
        var kind = lane.Wants;
        var enters = _room.TryEnter(lane, kind);
        if (enters)
        {
            Run(new SessionPlace(lane, kind), waited: false);
        }

        return enters;
    }

    public void Promote(LaneRunner lane)
    {
        _room.Promote(lane, lane.Wants);
        RunWaiting();
    }

    public void Began(int mails, bool isDoubtful)
    {
        if (_room.Began(mails, isDoubtful))
        {
            RunWaiting();
        }
    }

    /// <summary>Lets sessions whose hosts are silent give their places to lanes that wait for one.</summary>
    public void LetStandAside()
    {
        var stood = false;
        lock (_lock)
        {
            foreach (var wait in _waits)
            {
                stood |= wait.TryStandAside();
            }
        }

        if (stood)
        {
            RunWaiting();
        }
    }

    /// <summary>Ends every session after the message it is sending, while grains can still be called.</summary>
    public async Task StopAsync()
    {
        await _ending.CancelAsync();
        _stopping.CancelAfter(LastReplies);
        while (true)
        {
            // A session that ends may be followed by one that waited for its place, and that ends at once.
            Task[] running;
            lock (_lock)
            {
                running = [.. _running];
            }

            if (running.Length == 0)
            {
                return;
            }

            await Task.WhenAll(running);
        }
    }

    public void Dispose()
    {
        _ending.Dispose();
        _stopping.Dispose();
    }

    private void Run(SessionPlace place, bool waited)
    {
        var task = Task.Run(() => RunAsync(place.Lane, place.Kind, waited));
        lock (_lock)
        {
            _running.Add(task);
        }

        _ = task.ContinueWith(Forget, TaskScheduler.Default);
    }

    private void RunWaiting()
    {
        while (_room.Next() is { } next)
        {
            Run(next, waited: true);
        }
    }

    private void Started()
    {
        _room.Started();
        RunWaiting();
    }

    private async Task RunAsync(LaneRunner lane, SessionKind kind, bool waited)
    {
        var start = new SessionStart(Started, parts.Clock);
        var wait = new SessionWait(_room, kind, parts.Clock);
        lock (_lock)
        {
            _waits.Add(wait);
        }

        lane.Entered(waited);
        try
        {
            var grain = grains.GetGrain<ILaneGrain>(lane.Key.ToString());
            await using var session = new LaneSession(
                lane, grain, new LaneConnection(lane.Key, parts, log), start, wait, parts, LeaseWindow);
            await session.RunAsync(_ending.Token, _stopping.Token);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The silo stops; what was leased has been recorded, what was not goes back with its claim.
        }
        catch (Exception failure) when (failure is IOException or TimeoutException or OrleansException)
        {
            // Storage or the cluster is away: nothing more is started here, and the lane tries again a little later.
            LogHeldUp(lane.Key.Site, failure.Message);
            lane.Hold(AfterFailure, LaneWaits.Engine);
        }
        catch (Exception failure)
        {
            LogFailed(failure, lane.Key.Site);
            lane.Hold(AfterFailure, LaneWaits.Engine);
        }
        finally
        {
            if (_ending.IsCancellationRequested)
            {
                // No session follows that would come for what waits.
                lane.Hold(AfterFailure, LaneWaits.Ending);
            }

            start.Dispose();
            lock (_lock)
            {
                _waits.Remove(wait);
            }

            wait.Leave();
            RunWaiting();
            lane.Left();
        }
    }

    private void Forget(Task task)
    {
        lock (_lock)
        {
            _running.Remove(task);
        }
    }

    // Dozens of sessions say so at once when the database is away: without where in the code it was.
    [LoggerMessage(LogLevel.Warning, "A session to {Site} ended, and the lane waits 5 seconds: {Reason}")]
    private partial void LogHeldUp(string site, string reason);

    [LoggerMessage(LogLevel.Error, "A session to {Site} ended by an unexpected failure; the lane waits 5 seconds")]
    private partial void LogFailed(Exception failure, string site);
}
