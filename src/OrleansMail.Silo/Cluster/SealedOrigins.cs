using System.Net;
using System.Security.Cryptography;
using System.Text;
using OrleansMail.People;
using OrleansMail.Sealing;

namespace OrleansMail.Cluster;

/// <summary>
/// What a gateway tells a client about where it sees it, under a secret of the cluster: address, and HMAC-SHA-256. A client
/// can show what it was told, and nothing else.
/// </summary>
internal sealed class SealedOrigins(CallSecrets secrets) : ICallOrigins
{
    private const char Separator = '|';

    // An IPv6 address with its zone, and the MAC: nothing that a gateway says is longer.
    private const int LongestWord = 192;

    /// <summary>The word for a client at an address.</summary>
    public string WordFor(IPAddress? address)
    {
        var text = address is null ? "" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
        return $"{text}{Separator}{Mac(text, secrets.Newest)}";
    }

    public string From(string? shown)
    {
        if (shown is not { Length: <= LongestWord } || shown.Split(Separator) is not [var text, var mac])
        {
            return "";
        }

        return secrets.All.Any(secret => CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(Mac(text, secret))))
            ? text
            : "";
    }

    // The secret that silos show each other is the key; the label keeps what is made with it apart from it.
    private static string Mac(string text, string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"orleansmail origin 1\0{text}")));
}
