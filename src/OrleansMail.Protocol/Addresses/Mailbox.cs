using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace OrleansMail.Addresses;

/// <summary>An address that is safe to put into MAIL FROM, RCPT TO and a To header.</summary>
/// <remarks>The only way to get one is <see cref="TryParse"/>, so no later code checks again.</remarks>
public sealed record Mailbox
{
    /// <summary>254: a path is 256 octets with its angle brackets (RFC 5321 §4.5.3.1.3).</summary>
    public const int MaxAddressLength = 254;

    private static readonly SearchValues<char> NotTrimmed = SearchValues.Create(" \u3000");

    private Mailbox(string localPart, string domain) =>
        (LocalPart, Domain, Address) = (localPart, domain, $"{Addresses.LocalPart.ToWire(localPart)}@{domain}");

    /// <summary>The local part as the owner writes it, unquoted and unescaped, case kept.</summary>
    public string LocalPart { get; }

    /// <summary>The domain in A-labels, lower case, without a trailing dot.</summary>
    public string Domain { get; }

    /// <summary>The form for the wire, the local part quoted only where RFC 5321 §4.1.2 demands it.</summary>
    public string Address { get; }

    /// <summary>The key for suppression and duplicates: unquoted, lower-case local part and A-label domain.</summary>
    public string Canonical => $"{LocalPart.ToLowerInvariant()}@{Domain}";

    /// <summary>Reads one address; the reason says in plain words what is wrong and how to mend it.</summary>
    /// <remarks>A reason never repeats the address: it may go to a report or a log.</remarks>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Mailbox? mailbox,
        [NotNullWhen(false)] out string? reason)
    {
        mailbox = null;
        var span = Trim(text);
        if (Find(span, out var at) is { } misplaced)
        {
            reason = misplaced;
            return false;
        }

        if (!Addresses.LocalPart.TryParse(span[..at], out var localPart, out reason)
            || !DomainName.TryParse(span[(at + 1)..], out var domain, out reason))
        {
            return false;
        }

        reason = Addresses.LocalPart.FaultAt(localPart, domain);
        if (reason is null && Addresses.LocalPart.WireLength(localPart) + 1 + domain.Length > MaxAddressLength)
        {
            reason = "the address is longer than 254 characters";
        }

        mailbox = reason is null ? new Mailbox(localPart, domain) : null;
        return mailbox is not null;
    }

    public override string ToString() => Address;

    private static ReadOnlySpan<char> Trim(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept(NotTrimmed);
        return first < 0 ? [] : text.AsSpan(first..(text.AsSpan().LastIndexOfAnyExcept(NotTrimmed) + 1));
    }

    // Where the @ is that parts local part and domain. A full-width ＠ comes out of Japanese input methods.
    private static string? Find(ReadOnlySpan<char> span, out int at)
    {
        at = -1;
        if (span.IsEmpty)
        {
            return "the address is empty";
        }

        // A quoted local part may hold an @ of its own, so the last one counts; elsewhere there is only one.
        at = span.LastIndexOfAny('@', '＠');
        if (at < 0)
        {
            return "there is no @";
        }

        if (at == 0)
        {
            return "there is nothing before the @";
        }

        if (span[0] != '"' && span.IndexOfAny('@', '＠') != at)
        {
            return "there is more than one @";
        }

        return null;
    }
}
