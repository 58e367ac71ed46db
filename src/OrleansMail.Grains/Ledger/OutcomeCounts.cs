namespace OrleansMail.Ledger;

/// <summary>Rows of an audience by their last outcome.</summary>
public sealed record OutcomeCounts(
    long Delivered, long Deferred, long Bounced, long Suppressed, long Expired, long Cancelled, long Unknown)
{
    public long Final => Delivered + Bounced + Suppressed + Expired + Cancelled + Unknown;
}
