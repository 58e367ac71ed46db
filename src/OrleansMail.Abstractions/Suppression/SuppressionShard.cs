using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.Suppression;

/// <summary>Finds the shard of an address: two hex digits, <c>00</c> to <c>ff</c>.</summary>
public static class SuppressionShard
{
    /// <param name="address">The address; upper and lower case give the same shard.</param>
    public static string Of(string address)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant()));
        return Convert.ToHexStringLower(hash.AsSpan(0, 1));
    }
}
