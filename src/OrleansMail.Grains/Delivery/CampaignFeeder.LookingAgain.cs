using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <content>
/// Recipients that came back are taken up again while others of their chunk are on their way: the mails for fast sites
/// do not wait for the slowest of their chunk.
/// </content>
internal sealed partial class CampaignFeeder
{
    // Each look reads the chunk and its history anew.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    // Of the places in which chunks are looked through; the others are for chunks that have not been looked at.
    private const int LooksAtOnce = PlacedAtOnce / 2;

    // While chunks are placed for the first time, of each round of looks: what is sent to sites in doubt can wait.
    private const int LooksInDoubt = 1;

    // Chunks that a campaign has at work: of each it is remembered who waits in it, 24 octets a recipient.
    private const int MostOpen = 1_000;

    /// <summary>Chunks that were placed, until they are done, those first that were looked at longest ago.</summary>
    private readonly List<ChunkWork> _working = [];

    private readonly List<Task> _looks = [];
    private long _looked = parts.Clock.GetTimestamp();

    // While the processor is behind, what waits for sites in doubt lasts: more of it is read when there is time to send it.
    private bool HasEnoughDoubt =>
        IsFullOfDoubt || (parts.Lanes.IsBehind && Volatile.Read(ref _waitingInDoubt) >= IAudienceStore.ChunkRows);

    private void LookAgain()
    {
        _looks.RemoveAll(look => look.IsCompleted);
        if (_stopped || parts.Clock.GetElapsedTime(_looked) < LookEvery)
        {
            return;
        }

        LookAgain(LooksAtOnce, inDoubt: false);
        if (!HasEnoughDoubt)
        {
            LookAgain(_placing.Count == _looks.Count ? LooksAtOnce : LooksInDoubt, inDoubt: true);
        }

        if (_looks.Count < LooksAtOnce)
        {
            // All of them were asked; until here it goes on as soon as there is a place again.
            _looked = parts.Clock.GetTimestamp();
        }
    }

    /// <summary>Takes up what is due again, as long as there are places.</summary>
    private void LookAgain(int most, bool inDoubt)
    {
        var now = parts.Clock.GetUtcNow();
        var again = new List<ChunkWork>();
        foreach (var work in _working)
        {
            if (again.Count >= most || _looks.Count >= LooksAtOnce || _placing.Count >= PlacedAtOnce)
            {
                break;
            }

            if (work.TakeDue(now, inDoubt) is { Count: > 0 } due)
            {
                var look = PlaceAsync(work, due);
                _looks.Add(look);
                _placing.Add(look);
                again.Add(work);
            }
        }

        foreach (var work in again)
        {
            _working.Remove(work);
            _working.Add(work);
        }
    }
}
