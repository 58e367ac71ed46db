using static OrleansMail.Campaigns.CampaignPhase;

namespace OrleansMail.Campaigns;

/// <summary>The table of allowed moves: what is not in it cannot happen. Drawn in docs/architecture.md.</summary>
public static class CampaignMoves
{
    private static readonly Dictionary<(CampaignPhase From, CampaignMove Move), CampaignPhase> Table = new()
    {
        [(Draft, CampaignMove.Change)] = Draft,
        [(Checked, CampaignMove.Change)] = Draft,
        [(Submitted, CampaignMove.Change)] = Draft,
        [(Approved, CampaignMove.Change)] = Draft,

        [(Draft, CampaignMove.Pass)] = Checked,
        [(Checked, CampaignMove.Pass)] = Checked,

        [(Checked, CampaignMove.Accept)] = Checked,
        [(Checked, CampaignMove.Submit)] = Submitted,
        [(Submitted, CampaignMove.Vote)] = Submitted,
        [(Submitted, CampaignMove.Approve)] = Approved,
        [(Approved, CampaignMove.Lapse)] = Submitted,
        [(Submitted, CampaignMove.Withdraw)] = Submitted,
        [(Approved, CampaignMove.Withdraw)] = Submitted,
        [(Submitted, CampaignMove.Reject)] = Draft,
        [(Approved, CampaignMove.Reject)] = Draft,

        [(Approved, CampaignMove.Start)] = Held,
        [(Held, CampaignMove.Release)] = Sending,
        [(Held, CampaignMove.Pause)] = Paused,
        [(Sending, CampaignMove.Pause)] = Paused,
        [(Held, CampaignMove.Withdraw)] = Paused,
        [(Sending, CampaignMove.Withdraw)] = Paused,
        [(Paused, CampaignMove.Withdraw)] = Paused,
        [(Paused, CampaignMove.Vote)] = Paused,
        [(Paused, CampaignMove.Resume)] = Sending,
        [(Paused, CampaignMove.Hold)] = Held,
        [(Sending, CampaignMove.Finish)] = Completed,

        [(Draft, CampaignMove.Cancel)] = Cancelled,
        [(Checked, CampaignMove.Cancel)] = Cancelled,
        [(Submitted, CampaignMove.Cancel)] = Cancelled,
        [(Approved, CampaignMove.Cancel)] = Cancelled,
        [(Held, CampaignMove.Cancel)] = Cancelled,
        [(Sending, CampaignMove.Cancel)] = Cancelled,
        [(Paused, CampaignMove.Cancel)] = Cancelled,

        [(Approved, CampaignMove.Fail)] = Failed,
        [(Held, CampaignMove.Fail)] = Failed,
        [(Sending, CampaignMove.Fail)] = Failed,
        [(Paused, CampaignMove.Fail)] = Failed,
    };

    /// <summary>All allowed moves, for the drawing and its test.</summary>
    public static IReadOnlyDictionary<(CampaignPhase From, CampaignMove Move), CampaignPhase> All => Table;

    /// <summary>The state after a move; null if the move is not allowed.</summary>
    public static CampaignPhase? After(CampaignPhase from, CampaignMove move) =>
        Table.TryGetValue((from, move), out var to) ? to : null;

    /// <summary>True once nothing moves the campaign any more.</summary>
    public static bool IsFinal(CampaignPhase phase) => !Table.Keys.Any(key => key.From == phase);
}
