namespace OrleansMail.Views;

/// <summary>What the demo came to.</summary>
/// <param name="DkimVerified">Messages whose signature the receiver verified with the published key.</param>
/// <param name="LedgerOk">One final outcome for each recipient, and the receiver counted the same.</param>
/// <param name="AuditOk">Every entry of every audit trail is as it was written.</param>
internal sealed record DemoView(
    long Recipients,
    long Delivered,
    long Deferred,
    long Bounced,
    long Suppressed,
    long Unknown,
    double Seconds,
    double MessagesPerSecond,
    long PeakRssBytes,
    long DkimVerified,
    bool LedgerOk,
    bool AuditOk);
