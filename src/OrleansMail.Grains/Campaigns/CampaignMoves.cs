using static OrleansMail.Campaigns.CampaignMove;
using static OrleansMail.Campaigns.CampaignPhase;

namespace OrleansMail.Campaigns;

/// <summary>The table of allowed moves: what is not in it cannot happen. Drawn in docs/architecture.md.</summary>
public static class CampaignMoves
{
    private static readonly Dictionary<(CampaignPhase From, CampaignMove Move), CampaignPhase> Table = new()
    {
        [(Draft, Change)] = Draft,
        [(Checked, Change)] = Draft,
        [(Submitted, Change)] = Draft,
        [(Approved, Change)] = Draft,

        [(Draft, Pass)] = Checked,
        [(Checked, Pass)] = Checked,

        [(Checked, Submit)] = Submitted,
        [(Submitted, Approve)] = Approved,
        [(Submitted, Reject)] = Draft,
        [(Approved, Reject)] = Draft,

        [(Approved, Start)] = Held,
        [(Held, Release)] = Sending,
        [(Held, Pause)] = Paused,
        [(Sending, Pause)] = Paused,
        [(Paused, Resume)] = Sending,
        [(Sending, Finish)] = Completed,

        [(Draft, Cancel)] = Cancelled,
        [(Checked, Cancel)] = Cancelled,
        [(Submitted, Cancel)] = Cancelled,
        [(Approved, Cancel)] = Cancelled,
        [(Held, Cancel)] = Cancelled,
        [(Sending, Cancel)] = Cancelled,
        [(Paused, Cancel)] = Cancelled,

        [(Approved, Fail)] = Failed,
        [(Held, Fail)] = Failed,
        [(Sending, Fail)] = Failed,
        [(Paused, Fail)] = Failed,
    };

    /// <summary>All allowed moves, for the drawing and its test.</summary>
    public static IReadOnlyDictionary<(CampaignPhase From, CampaignMove Move), CampaignPhase> All => Table;

    /// <summary>The state after a move; null if the move is not allowed.</summary>
    public static CampaignPhase? After(CampaignPhase from, CampaignMove move) =>
        Table.TryGetValue((from, move), out var to) ? to : null;

    /// <summary>True once nothing moves the campaign any more.</summary>
    public static bool IsFinal(CampaignPhase phase) => !Table.Keys.Any(key => key.From == phase);
}
