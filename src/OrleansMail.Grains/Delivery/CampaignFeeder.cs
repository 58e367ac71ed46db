using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>
/// Feeds one campaign into the lanes of this silo: checks what was approved, claims chunks, places their recipients,
/// and hands back what could not be placed.
/// </summary>
internal sealed class CampaignFeeder(CampaignRelease release, FeederParts parts) : ICampaignRun
{
    private static readonly TimeSpan ClaimFor = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ICampaignDispatchGrain _campaign =
        parts.Grains.GetGrain<ICampaignDispatchGrain>(release.Campaign);

    private readonly Lock _lock = new();
    private readonly List<ChunkWork> _finished = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CampaignImage? _image;
    private int _open;
    private volatile bool _stopped;

    public CampaignImage Image => _image!;

    public bool Stopped => _stopped;

    public CampaignRelease Release => release;

    /// <summary>Nothing more is started; what waits in the lanes goes back at once.</summary>
    public void Stop()
    {
        _stopped = true;
        parts.Lanes.Drop(this);
        Ring();
    }

    /// <summary>There may be something to claim.</summary>
    public void Ring()
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
        await _campaign.QuietAsync(parts.Silo, quiet: false);
        try
        {
            if (await TryLoadAsync())
            {
                await FeedAsync(cancellation);
            }
        }
        finally
        {
            Stop();
            await UntilEmptyAsync();
            await _campaign.QuietAsync(parts.Silo, quiet: true);
        }
    }

    private async Task<bool> TryLoadAsync()
    {
        var content = await parts.Stores.Content.GetAsync(release.Campaign) ?? [];
        if (!release.Cancelling && await DifferenceAsync(content) is { Length: > 0 } difference)
        {
            await _campaign.MismatchAsync(difference);
            return false;
        }

        // The approved hash is over the chunks' hashes: a chunk changed behind its hash must be found before the
        // first one is sent, not when its turn comes. The rows of a stream are looked at as they are sealed.
        if (release is { Cancelling: false, Settings.IsStream: false }
            && !await parts.Stores.Audience.IsIntactAsync(release.Audience))
        {
            await _campaign.MismatchAsync("audience");
            return false;
        }

        var from = release.Settings.From;
        var domain = from[(from.LastIndexOf('@') + 1)..].TrimEnd('>', ' ').ToLowerInvariant();
        var key = await parts.Grains.GetGrain<ISendingDomainGrain>(domain).SigningKeyAsync();
        var (image, problem) = CampaignImage.Make(release, content, key, parts.Keys);
        if (image is null)
        {
            await _campaign.MismatchAsync(problem!);
            return false;
        }

        _image = image;
        return true;
    }

    /// <summary>What is stored against what was approved; empty when they are the same.</summary>
    private async Task<string> DifferenceAsync(byte[] content)
    {
        var facts = await parts.Stores.Audience.FactsAsync(release.Audience);
        return facts is null
            ? "audience"
            : release.Approved.DifferenceTo(ApprovalHashing.Of(release.Settings, content, facts));
    }

    private async Task FeedAsync(CancellationToken cancellation)
    {
        while (!_stopped && !cancellation.IsCancellationRequested)
        {
            await FinishAsync();
            var news = News();
            var claimed = await ClaimAsync();
            if (claimed == 0 && _open == 0)
            {
                var progress = await parts.Stores.Audience.ProgressAsync(release.Audience, parts.Clock.GetUtcNow());
                if (progress.Open == 0)
                {
                    await _campaign.DrainedAsync();
                    if (!release.Settings.IsStream || release.Cancelling)
                    {
                        return;
                    }
                }
            }

            if (claimed == 0)
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

    private async Task<int> ClaimAsync()
    {
        var room = parts.Options.ClaimedChunks - _open;
        if (room <= 0 || (!parts.Egress.HasActive && !release.Cancelling))
        {
            return 0;
        }

        var now = parts.Clock.GetUtcNow();
        var claims = await parts.Stores.Audience.ClaimAsync(
            release.Audience, parts.Silo, Math.Min(room, 2), now, now + ClaimFor);
        if (claims.Count > 0 && !release.Cancelling)
        {
            var content = await parts.Stores.Content.GetAsync(release.Campaign) ?? [];
            if (await DifferenceAsync(content) is { Length: > 0 } difference)
            {
                await _campaign.MismatchAsync(difference);
                _stopped = true;
                return 0;
            }
        }

        foreach (var claim in claims)
        {
            await PlaceAsync(claim);
        }

        return claims.Count;
    }

    private async Task PlaceAsync(ChunkClaim claim)
    {
        if (_stopped)
        {
            await parts.Stores.Audience.FinishAsync(claim, parts.Clock.GetUtcNow());
            return;
        }

        var chunk = await parts.Stores.Audience.LoadAsync(claim.Audience, claim.Chunk);
        if (chunk is not { IsIntact: true })
        {
            await _campaign.MismatchAsync("audience");
            _stopped = true;
            return;
        }

        Interlocked.Increment(ref _open);
        var work = new ChunkWork(claim, Finished);
        try
        {
            await new ChunkPlacement(this, work, chunk, parts).RunAsync();
        }
        finally
        {
            work.Placed();
        }
    }

    private void Finished(ChunkWork work)
    {
        lock (_lock)
        {
            _finished.Add(work);
        }

        Ring();
    }

    private async Task FinishAsync()
    {
        ChunkWork[] finished;
        lock (_lock)
        {
            finished = [.. _finished];
            _finished.Clear();
        }

        foreach (var work in finished)
        {
            await parts.Stores.Audience.FinishAsync(work.Claim, work.Due);
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task UntilEmptyAsync()
    {
        while (true)
        {
            var news = News();
            await FinishAsync();
            if (_open == 0)
            {
                return;
            }

            parts.Lanes.Drop(this);
            await Task.WhenAny(news, Task.Delay(Pause, parts.Clock));
        }
    }
}
