namespace OrleansMail.Campaigns;

/// <summary>
/// Tells the delivery workers of all silos at once what they would learn by asking: it saves time, nothing depends on it.
/// </summary>
/// <remarks>Nothing is thrown: a silo that cannot be told asks for itself.</remarks>
public interface IDispatchSignal
{
    /// <summary>There is something to send in a campaign. Heard on this silo alone; the others ask within 200 milliseconds.</summary>
    void Ring(string campaign);

    /// <summary>Nothing of this campaign may be started any more.</summary>
    /// <returns>
    /// True when no session of any silo holds a recipient of it any more; false when some silo has not said so within 3
    /// seconds.
    /// </returns>
    Task<bool> StopSendingAsync(string campaign);

    /// <summary>Nothing of this sending domain, or of any with <c>*</c>, may be started any more.</summary>
    /// <returns>True when every silo has heard it; false when some has not said so within 3 seconds.</returns>
    Task<bool> StopAllAsync(string domain);
}
