using System.Net;
using System.Net.Sockets;

namespace OrleansMail.Egress;

/// <summary>The names an egress address may say in EHLO (RFC 5321 §4.1.1.1).</summary>
public static class EhloNames
{
    /// <summary>The address literal, for an address without a name (RFC 5321 §4.1.3).</summary>
    public static string Literal(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";

    public static bool IsValid(string name) => IsLiteral(name) || IsDomain(name);

    // Only the one spelling that we write ourselves: the parser of addresses takes [1] and scopes as well.
    private static bool IsLiteral(string name) =>
        name is ['[', .. var inner, ']']
        && IPAddress.TryParse(inner.StartsWith("IPv6:", StringComparison.Ordinal) ? inner[5..] : inner, out var address)
        && (address.AddressFamily != AddressFamily.InterNetworkV6 || address.ScopeId == 0)
        && Literal(address) == name;

    private static bool IsDomain(string name) =>
        name.Length is > 2 and <= 253
        && name.Contains('.', StringComparison.Ordinal)
        && name.Split('.').All(label =>
            label.Length is > 0 and <= 63
            && label[0] != '-' && label[^1] != '-'
            && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
}
