namespace OrleansMail.Messages;

/// <summary>Which of a template's header fields reach a recipient.</summary>
internal static class HeaderPolicy
{
    // The engine writes its own of the first two lines. Cc, Bcc and Sender name people whom a personal mail must not
    // show; the rest is the trace of another journey, or would order a server about.
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Date", "Message-ID", "Subject", "MIME-Version", "List-Unsubscribe", "List-Unsubscribe-Post",
        "Feedback-ID", "DKIM-Signature", "DomainKey-Signature",
        "Cc", "Bcc", "Sender", "Apparently-To", "Errors-To", "Return-Path", "Received", "Received-SPF",
        "Authentication-Results", "Delivered-To", "X-Original-To", "Envelope-To", "Status", "X-Status", "X-UID",
        "X-UIDL", "Content-Length", "Lines", "Bcc-Original", "DSN-Options",
    };

    private static readonly string[] DroppedPrefixes =
        ["ARC-", "Content-", "Resent-", "X-Envelope-", "X-Mozilla-", "X-MS-Exchange-", "X-Gm-", "X-Google-"];

    // RFC 5322 §3.6: at most one each.
    private static readonly HashSet<string> Single = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Message-ID", "In-Reply-To", "References", "Subject",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "List-Unsubscribe", "List-Unsubscribe-Post",
    };

    // Fields whose value is a list of addresses: an encoded-word may stand for a display name only (RFC 2047 §5 (3)).
    private static readonly HashSet<string> Addresses = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Cc", "Bcc", "Sender", "Reply-To",
        "Disposition-Notification-To", "Return-Receipt-To", "Mail-Reply-To", "Mail-Followup-To",
    };

    public static bool IsKept(string name) =>
        !Dropped.Contains(name)
        && !Array.Exists(DroppedPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    public static bool IsSingle(string name) => Single.Contains(name);

    public static bool HoldsAddresses(string name) => Addresses.Contains(name);

    /// <summary>RFC 5322 §2.2 minus the leading hyphen, which could be taken for a boundary.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 76
        && name[0] != '-'
        && name.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
        && !name.Contains(':', StringComparison.Ordinal);
}
