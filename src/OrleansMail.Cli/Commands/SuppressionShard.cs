using System.Security.Cryptography;
using System.Text;
using OrleansMail.Addresses;
using OrleansMail.Suppression;

namespace OrleansMail.Commands;

/// <summary>Chooses the suppression grain that is asked about an address.</summary>
internal static class SuppressionShard
{
    // A client does not have the key of the stored hash and needs none: the grains keep entries in one store, found by
    // the keyed hash, so the shard only spreads the calls. It must be the same for each spelling of an address.
    public static ISuppressionGrain Of(IGrainFactory grains, Mailbox mailbox)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(mailbox.Canonical));
        return grains.GetGrain<ISuppressionGrain>(Convert.ToHexStringLower(hash.AsSpan(0, 1)));
    }
}
