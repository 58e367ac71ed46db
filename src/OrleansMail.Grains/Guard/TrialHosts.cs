using System.Net;
using System.Net.Sockets;

namespace OrleansMail.Guard;

/// <summary>Hosts that only their owners can reach: this machine, private networks (RFC 1918), staging names.</summary>
internal static class TrialHosts
{
    private static readonly string[] Firsts = ["staging.", "stg.", "dev.", "develop.", "localhost."];
    private static readonly string[] Lasts = [".local", ".localhost", ".localdomain", ".internal", ".lan"];

    public static bool Has(ReadOnlySpan<char> host)
    {
        if (host.StartsWith("[") || host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var first in Firsts)
        {
            if (host.StartsWith(first, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var last in Lasts)
        {
            if (host.EndsWith(last, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return IsPrivate(host);
    }

    private static bool IsPrivate(ReadOnlySpan<char> host)
    {
        if (host.IsEmpty || !char.IsAsciiDigit(host[0]) || !IPAddress.TryParse(host, out var address)
            || address.AddressFamily != AddressFamily.InterNetwork)
        {
            return false;
        }

        Span<byte> octets = stackalloc byte[4];
        return address.TryWriteBytes(octets, out _) && (octets[0], octets[1]) is (127 or 10 or 0, _) or (192, 168)
            or (172, >= 16 and <= 31) or (169, 254);
    }
}
