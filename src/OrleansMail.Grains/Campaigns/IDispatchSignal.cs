namespace OrleansMail.Campaigns;

/// <summary>
/// Tells the delivery workers of this silo at once what those of other silos learn by asking: it saves time, nothing
/// depends on it.
/// </summary>
public interface IDispatchSignal
{
    /// <summary>There is something to send.</summary>
    void Ring();

    /// <summary>Nothing of this campaign may be started any more.</summary>
    void StopSending(string campaign);

    /// <summary>Nothing of this sending domain, or of any with <c>*</c>, may be started any more.</summary>
    void StopAll(string domain);
}
