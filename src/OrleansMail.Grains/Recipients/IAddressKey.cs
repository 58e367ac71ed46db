using OrleansMail.Addresses;

namespace OrleansMail.Recipients;

/// <summary>Turns addresses into the keyed hash they are found by (HMAC-SHA-256, first 16 octets).</summary>
public interface IAddressKey
{
    byte[] KeyOf(Mailbox mailbox);

    /// <summary>An unforgeable token for a recipient of a campaign, for unsubscribe links; lower-case base 32.</summary>
    string Token(string campaign, long row);
}
