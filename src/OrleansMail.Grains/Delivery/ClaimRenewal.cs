using OrleansMail.Cluster;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>
/// Renews what this silo has claimed. Claims that ran out are renewed only when the others count on this silo still: a silo that
/// they have taken for gone is about to end, and whatever it began until then would be in doubt.
/// </summary>
internal sealed class ClaimRenewal(Silos silos, ClaimTerm term, ClaimHold hold, IAudienceStore audience, TimeProvider clock)
{
    /// <summary>Renews once, or finds that it must not.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!term.Alone && !hold.Current.IsHeld && !await silos.IsCountedAsync(cancellation))
        {
            return;
        }

        var asked = clock.GetTimestamp();
        await audience.RenewAsync(silos.Key, clock.GetUtcNow() + term.For);
        hold.Renewed(asked);
    }
}
