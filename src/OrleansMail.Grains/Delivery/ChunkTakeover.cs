using Microsoft.Extensions.Logging;
using OrleansMail.Campaigns;
using OrleansMail.Recipients;
using OrleansMail.Sealing;

namespace OrleansMail.Delivery;

/// <summary>
/// Each second, takes over the chunks of silos that are gone: who was in doubt gets a record at once, and the chunk goes
/// back for whoever has room for it. By itself, since feeding may wait for room, or for a grain that is gone too.
/// </summary>
internal sealed partial class ChunkTakeover(CampaignRelease release, FeederParts parts)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // Due for everybody, whatever this machine's clock says.
    private static readonly DateTimeOffset Due = DateTimeOffset.UnixEpoch;

    private readonly ILogger _log = parts.Log;
    private readonly Queue<ChunkClaim> _taken = [];

    /// <summary>Runs until it is stopped and what it took has been given back.</summary>
    /// <param name="stop">Completes when nothing more is to be taken.</param>
    /// <param name="freed">There is something to claim.</param>
    public async Task RunAsync(Task stop, Action freed)
    {
        while (true)
        {
            var isMore = false;
            try
            {
                isMore = await LookAsync(stop, freed);
            }
            catch (Exception failure)
            {
                LogFailed(failure, release.Campaign);
            }

            if (stop.IsCompleted && _taken.Count == 0)
            {
                return;
            }

            if (isMore)
            {
                continue;
            }

            var pause = Task.Delay(Every, parts.Clock);
            await (stop.IsCompleted ? pause : Task.WhenAny(stop, pause));
        }
    }

    /// <summary>True when there may be more of them: a silo that waits for retries has hundreds.</summary>
    private async Task<bool> LookAsync(Task stop, Action freed)
    {
        if (_taken.Count == 0 && !stop.IsCompleted)
        {
            var now = parts.Clock.GetUtcNow();
            var claims = await parts.Stores.Audience.TakeOverAsync(
                release.Audience, parts.Silo, AtOnce, now, now + parts.Claims.For);
            foreach (var claim in claims)
            {
                _taken.Enqueue(claim);
            }
        }

        var isMore = _taken.Count == AtOnce;

        // Taken off only when it has gone back: a claim that is forgotten would be renewed for ever and never worked on.
        while (_taken.TryPeek(out var claim))
        {
            await RecordAsync(claim);
            await parts.Stores.Audience.FinishAsync(claim, Due);
            _taken.Dequeue();
            freed();
        }

        return isMore;
    }

    private async Task RecordAsync(ChunkClaim claim)
    {
        DateTimeOffset? again = release is { Settings.InDoubt: InDoubt.Resend, Cancelling: false }
            ? parts.Clock.GetUtcNow()
            : null;
        try
        {
            foreach (var state in await parts.Stores.Ledger.ChunkAsync(claim.Audience, claim.Chunk))
            {
                if (state.InDoubt)
                {
                    await parts.Recorder.RecordInDoubtAsync(claim, state, again);
                }
            }
        }
        catch (SealBrokenException)
        {
            // The feeder meets it when it gets the chunk, and the campaign fails.
        }
    }

    [LoggerMessage(LogLevel.Error, "What a lost silo had of {Campaign} could not be taken over; it is tried again")]
    private partial void LogFailed(Exception failure, string campaign);
}
