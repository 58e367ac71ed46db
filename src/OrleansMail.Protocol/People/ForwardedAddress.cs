using System.Net;

namespace OrleansMail.People;

/// <summary>Finds the caller's address behind proxies: the right-most hop of <c>X-Forwarded-For</c> that is no proxy of ours.</summary>
public static class ForwardedAddress
{
    /// <summary>The address to judge a request by.</summary>
    /// <param name="peer">The other end of the connection, which nobody can make up.</param>
    /// <param name="forwarded">The values of the field, as they came; null or empty if there is none.</param>
    /// <param name="proxies">Those whose word counts. What stands left of a stranger's address is the stranger's tale.</param>
    /// <param name="most">Most hops that are believed: how many proxies stand in a row.</param>
    public static IPAddress Of(
        IPAddress peer, IReadOnlyList<string>? forwarded, IReadOnlyList<AddressRange> proxies, int most)
    {
        var caller = AddressRange.Plain(peer);
        var hops = string.Join(',', forwarded ?? []).Split(',', StringSplitOptions.TrimEntries);
        for (var at = hops.Length - 1; at >= 0 && most > 0 && IsProxy(caller, proxies); at--, most--)
        {
            if (Hop(hops[at]) is not { } hop)
            {
                // A proxy of ours wrote no address: nothing further left can be trusted.
                return caller;
            }

            caller = hop;
        }

        return caller;
    }

    private static bool IsProxy(IPAddress address, IReadOnlyList<AddressRange> proxies) =>
        proxies.Any(range => range.Contains(address));

    // Some proxies add the port: 192.0.2.1:1234 and [2001:db8::1]:1234.
    private static IPAddress? Hop(string text)
    {
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            return end < 0 ? null : AddressRange.Parse(text[1..end]);
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var isSingle = colon >= 0 && colon == text.LastIndexOf(':');
        return AddressRange.Parse(isSingle ? text[..colon] : text);
    }
}
