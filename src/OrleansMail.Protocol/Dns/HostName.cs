using System.Buffers;
using System.Net;

namespace OrleansMail.Dns;

/// <summary>Whether a name out of DNS can be a mail host's.</summary>
internal static class HostName
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>
    /// Letters, digits, hyphen, underscore; labels of 1 to 63; RFC 5321 §5.1: never an address in digits.
    /// </summary>
    public static bool IsUsable(string name) =>
        name.Length is > 0 and <= 253
        && !name.AsSpan().ContainsAnyExcept(Allowed)
        && name.Split('.').All(label => label.Length is > 0 and <= 63)
        && !IPAddress.TryParse(name, out _);
}
