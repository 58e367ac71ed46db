namespace OrleansMail.Delivery;

/// <summary>Whose turn it is when lanes of several kinds wait for a session. Not thread-safe.</summary>
/// <param name="waiting">Who waits.</param>
/// <param name="isBusy">
/// The processor has more to do than it can: whatever a lane in doubt is given then is taken from the others.
/// </param>
internal sealed class SessionTurns(WaitingLanes waiting, Func<bool>? isBusy)
{
    /// <summary>While others wait for a place, or for the processor, one of so many places goes to a lane in doubt.</summary>
    public const int DoubtfulEvery = 40;

    /// <summary>
    /// While lanes wait whose sites are known to be fine, one of so many places goes to a lane whose site has not been tried:
    /// which of thousands are dead or slow is found out beside the mail that can be sent, not instead of it.
    /// </summary>
    public const int UntriedEvery = 8;

    private int _sinceDoubtful;
    private int _sinceUntried;

    /// <summary>The processor is what everybody waits for.</summary>
    public bool IsBusy => isBusy?.Invoke() == true;

    /// <summary>Whether a lane of this kind may have the next place, if there is one.</summary>
    public bool IsOf(SessionKind kind) => kind switch
    {
        SessionKind.Doubtful => _sinceDoubtful >= DoubtfulEvery || (waiting.WithoutAny == 0 && !IsBusy),
        SessionKind.Untried => _sinceUntried >= UntriedEvery || waiting.Count(SessionKind.First) == 0,
        _ => true,
    };

    /// <summary>A lane of this kind has got a place.</summary>
    public void Had(SessionKind kind)
    {
        switch (kind)
        {
            case SessionKind.First:
                _sinceDoubtful++;
                _sinceUntried++;
                break;
            case SessionKind.Untried:
                _sinceDoubtful++;
                _sinceUntried = 0;
                break;
            case SessionKind.Doubtful:
                _sinceDoubtful = 0;
                break;
            default:
                break;
        }
    }
}
