namespace OrleansMail.Delivery;

/// <content>What is sent to a site in doubt waits for the others, but for a stream's mail, which waits for nobody.</content>
internal sealed partial class LaneRunner
{
    /// <summary>What the session that is asked for would be to the lane.</summary>
    public SessionKind Wants =>
        CanWait ? SessionKind.Doubtful : _open > 1 ? SessionKind.Further : SessionKind.First;

    private bool CanWait => _pace.IsDoubtful && !_queue.HasStream;

    /// <summary>
    /// The site is slow, puts off much of what it is sent, or nothing is known of it yet: a message that is made before it is
    /// asked waits for long, or is made in vain.
    /// </summary>
    public bool AsksFirst(Mail mail)
    {
        lock (_lock)
        {
            return (_pace.IsDoubtful || !_pace.IsTried) && !mail.Run.Image.IsStream;
        }
    }

    /// <summary>
    /// Is there one session too many: here, because another lane has none, or because the site is in doubt and the processor
    /// has more to do than it can?
    /// </summary>
    /// <param name="hasBegun">The session has done a lease, so that it has had its turn.</param>
    public bool TooMany(bool hasBegun)
    {
        lock (_lock)
        {
            return _open > _pace.Sessions
                || (_open > 1 && sessions.OthersWait)
                || (hasBegun && CanWait && sessions.IsBehind);
        }
    }
}
