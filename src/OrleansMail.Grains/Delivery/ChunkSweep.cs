using OrleansMail.Campaigns;
using OrleansMail.Outcomes;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>
/// Gives everybody in a claimed chunk who has no final outcome one: the campaign was cancelled, or has failed. It needs the
/// numbers of the rows alone, so that a row that cannot be read any more is accounted for too.
/// </summary>
internal sealed class ChunkSweep(CampaignRelease release, ChunkClaim claim, FeederParts parts)
{
    private readonly string _text = release.HasFailed ? "the campaign failed" : "the campaign was cancelled";

    public async Task RunAsync()
    {
        var history = (await parts.Stores.Ledger.ChunkAsync(claim.Audience, claim.Chunk)).ToDictionary(state => state.Row);
        var first = (long)claim.Chunk * IAudienceStore.ChunkRows;
        var end = first + await parts.Stores.Audience.RowsAsync(claim.Audience, claim.Chunk);
        for (var row = first; row < end; row++)
        {
            var state = history.GetValueOrDefault(row);
            if (state is { Final: true })
            {
                continue;
            }

            await (state is { InDoubt: true }
                ? parts.Recorder.RecordInDoubtAsync(claim, state, again: null)
                : parts.Recorder.RecordWithoutAttemptAsync(
                    claim, row, (state?.Attempts ?? 0) + 1, OutcomeKind.Cancelled, _text));
        }
    }
}
