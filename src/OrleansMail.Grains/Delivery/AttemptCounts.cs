using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

/// <summary>What came of the attempts of one lease.</summary>
/// <param name="Sent">Attempts.</param>
/// <param name="Accepted">Those of them that were not put off.</param>
/// <param name="First">Attempts that were their recipient's first.</param>
/// <param name="FirstAccepted">Those of the first that were not put off.</param>
internal readonly record struct AttemptCounts(int Sent, int Accepted, int First = 0, int FirstAccepted = 0)
{
    /// <summary>One attempt more. What we called off ourselves is none: it tells nothing about the site.</summary>
    public AttemptCounts And(bool isFirst, OutcomeDecision decision)
    {
        if (decision.IsCalledOff)
        {
            return this;
        }

        var accepted = decision.Kind == OutcomeKind.Deferred ? 0 : 1;
        return isFirst
            ? new AttemptCounts(Sent + 1, Accepted + accepted, First + 1, FirstAccepted + accepted)
            : new AttemptCounts(Sent + 1, Accepted + accepted, First, FirstAccepted);
    }
}
