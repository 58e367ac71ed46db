using OrleansMail.People;

namespace OrleansMail.Lanes;

/// <summary>One lane: the mail of one egress IP to one site. Key: <c>192.0.2.1/site</c>.</summary>
[Alias("mail.ILaneGrain")]
public interface ILaneGrain : IGrainWithStringKey
{
    /// <summary>Settles what a session did and asks for more: one call a lease, never one a message.</summary>
    /// <param name="lease">Chosen by the caller; the same lease gets the same answer and is settled once.</param>
    /// <param name="wanted">Deliveries wanted, at least 1.</param>
    /// <param name="settlement">How the session's previous lease ended; null for none.</param>
    [Alias("Next"), OpenTo(OpenTo.Engine)]
    Task<LaneGrant> NextAsync(Guid lease, int wanted, LaneSettlement? settlement);

    /// <summary>Settles the last lease of a session that asks for no more.</summary>
    [Alias("Settle"), OpenTo(OpenTo.Engine)]
    Task SettleAsync(LaneSettlement settlement);

    /// <summary>The lane's window and why it waits, if it does.</summary>
    [Alias("Show"), Needs(Right.IpManage, Scope.Everywhere, Quiet = true)]
    Task<LaneView> ShowAsync();
}
