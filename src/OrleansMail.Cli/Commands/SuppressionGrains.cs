using OrleansMail.Addresses;
using OrleansMail.Suppression;

namespace OrleansMail.Commands;

/// <summary>Finds the suppression grain of an address.</summary>
internal static class SuppressionGrains
{
    public static ISuppressionGrain Of(IGrainFactory grains, Mailbox mailbox) =>
        grains.GetGrain<ISuppressionGrain>(SuppressionShard.Of(mailbox.Canonical));
}
