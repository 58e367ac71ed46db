using Microsoft.Extensions.Logging;
using OrleansMail.Addresses;
using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Recipients;
using OrleansMail.Sealing;
using OrleansMail.Telemetry;

namespace OrleansMail.Delivery;

/// <summary>
/// Feeds one campaign into the lanes of this silo: checks what was approved, claims chunks, places their recipients,
/// and hands back what could not be placed.
/// </summary>
internal sealed partial class CampaignFeeder(CampaignRelease release, FeederParts parts) : ICampaignRun
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // Recipients of one chunk become due one by one; going through the chunk for each of them would cost more than
    // sending, so that a chunk comes back when some more of its time has passed.
    private const int LaterBy = 8;
    private static readonly TimeSpan LatestBy = TimeSpan.FromMinutes(1);

    // Chunks that are looked through at the same time: one whose lanes have room soon does not hold up the next.
    private const int PlacedAtOnce = 8;

    private readonly ICampaignDispatchGrain _campaign =
        parts.Grains.GetGrain<ICampaignDispatchGrain>(release.Campaign);

    private readonly ILogger _log = parts.Log;
    private readonly Lock _lock = new();
    private readonly List<ChunkWork> _finished = [];
    private readonly TaskCompletionSource _halt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile CampaignImage? _image;
    private readonly List<Task> _placing = [];
    private int _open;
    private int _waiting;
    private int _waitingInDoubt;
    private volatile bool _stopped;

    public CampaignImage Image => _image!;

    public bool Stopped => _stopped;

    public CampaignRelease Release => release;

    public RunTally Tally { get; } = new();

    /// <summary>The sending domain, in A-labels.</summary>
    public string Domain { get; } = Sender.TryParse(release.Settings.From, out var from, out _) ? from.Address.Domain : "";

    /// <summary>What it has in hand.</summary>
    public PumpCounts Counts =>
        new(1, Volatile.Read(ref _open), Volatile.Read(ref _waiting), Volatile.Read(ref _waitingInDoubt));

    /// <summary>Nothing more is started from now on; <see cref="Stop"/> has to follow.</summary>
    public void Forbid() => _stopped = true;

    /// <summary>Nothing more is started; what waits in the lanes goes back at once.</summary>
    public void Stop()
    {
        _stopped = true;
        _halt.TrySetResult();
        parts.Lanes.Drop(this);
        Wake();
    }

    /// <summary>What this silo has of it.</summary>
    public CampaignLoad Load
    {
        get
        {
            var counts = Counts;
            return new CampaignLoad(release.Campaign, counts.Chunks, Math.Max(0, counts.Waiting + counts.WaitingInDoubt));
        }
    }

    public bool IsFullOfDoubt =>
        Volatile.Read(ref _waitingInDoubt) >= parts.Options.ClaimedChunks * IAudienceStore.ChunkRows;

    public void Waiting(int change, bool inDoubt) =>
        Interlocked.Add(ref inDoubt ? ref _waitingInDoubt : ref _waiting, change);

    /// <summary>There may be something to claim.</summary>
    public void Ring()
    {
        _pace.Ring();
        Wake();
    }

    private void Wake()
    {
        lock (_lock)
        {
            _news.TrySetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Runs until the campaign is drained or stopped and nothing of it is on its way any more.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var takingOver = parts.Claims.Alone ? Task.CompletedTask : new ChunkTakeover(release, parts).RunAsync(_halt.Task, Ring);
        try
        {
            if (await TryLoadAsync())
            {
                await FeedAsync(cancellation);
            }
        }
        catch (SealBrokenException)
        {
            await MismatchAsync("data");
        }
        finally
        {
            Stop();
            await Task.WhenAll(_placing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await UntilEmptyAsync();
            await takingOver;
        }
    }

    private async Task FeedAsync(CancellationToken cancellation)
    {
        while (!_stopped && !cancellation.IsCancellationRequested)
        {
            await FinishAsync();
            await TellTallyAsync();
            AskForKey();
            var news = News();
            var claimed = await ClaimAsync();
            if (claimed == 0 && _open == 0)
            {
                var progress = await parts.Stores.Audience.ProgressAsync(release.Audience, parts.Clock.GetUtcNow());
                if (progress.Open == 0)
                {
                    // A stop that waits for this silo to be quiet keeps the grain busy: it must not be waited for here.
                    await Task.WhenAny(_campaign.DrainedAsync(), _halt.Task);
                    if (!release.Settings.IsStream || release.Cancelling)
                    {
                        return;
                    }
                }
            }

            if (claimed is null or 0)
            {
                await Task.WhenAny(news, Task.Delay(Pause, parts.Clock, cancellation));
            }
        }
    }

    private Task News()
    {
        lock (_lock)
        {
            return _finished.Count > 0 ? Task.CompletedTask : _news.Task;
        }
    }

    /// <summary>Takes off what has been placed; a failure of one is a failure of the feeder.</summary>
    private async Task PlacedAsync()
    {
        foreach (var placed in _placing.Where(placing => placing.IsCompleted).ToArray())
        {
            _placing.Remove(placed);
            await placed;
        }
    }

    private async Task PlaceAsync(ChunkWork work, IReadOnlySet<long>? only)
    {
        using var span = EngineTraces.Root("chunk")?.SetTag("campaign", release.Campaign);
        var placed = false;
        try
        {
            if (release.Cancelling)
            {
                await new ChunkSweep(release, work.Claim, parts).RunAsync();
                placed = true;
                return;
            }

            var chunk = await parts.Stores.Audience.LoadAsync(work.Claim.Audience, work.Claim.Chunk, only);
            if (chunk is { IsIntact: true })
            {
                await new ChunkPlacement(this, release, work, chunk, only, parts).RunAsync();
                placed = true;
            }
            else
            {
                await MismatchAsync("audience");
            }
        }
        finally
        {
            if (!placed)
            {
                // Not every recipient has been looked at: the chunk is not done, whatever becomes of the others.
                work.Wait(parts.Clock.GetUtcNow() + AfterFailure);
            }

            work.Placed();
        }
    }

    [LoggerMessage(LogLevel.Error, "A chunk of {Campaign} could not be given back; it is tried again")]
    private partial void LogFinish(Exception failure, string campaign);

    [LoggerMessage(LogLevel.Warning, "The DKIM key of {Domain} could not be asked for; the last one signs, and it is tried again")]
    private partial void LogKey(Exception failure, string domain);
}
