using System.Security.Cryptography;
using System.Text;

namespace OrleansMail.People;

/// <summary>The text that somebody signs in with for the first time: 256 random bits in hex, good once.</summary>
public static class Invitation
{
    public static string Create() => Convert.ToHexStringLower(CallerToken.NewSecret());

    /// <summary>All that is sent to the silo and kept of it; spaces around it do not count.</summary>
    public static byte[] HashOf(string invitation) => SHA256.HashData(Encoding.UTF8.GetBytes(invitation.Trim()));
}
