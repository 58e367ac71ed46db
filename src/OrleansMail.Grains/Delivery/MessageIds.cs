using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.Recipients;

namespace OrleansMail.Delivery;

/// <summary>Makes the Message-ID of a recipient (RFC 5322 §3.6.4): the same at every attempt, and not to be guessed.</summary>
public static class MessageIds
{
    /// <summary>The Message-ID without angle brackets.</summary>
    public static string Of(IAddressKey keys, string campaign, long row, string domain)
    {
        // Hashed once more, so that a Message-ID does not give the unsubscribe token away.
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"message-id {keys.Token(campaign, row)}"));
        return string.Create(
            CultureInfo.InvariantCulture, $"{row}.{Convert.ToHexStringLower(hash.AsSpan(0, 12))}@{domain}");
    }
}
