using System.Globalization;
using OrleansMail.Ledger;

namespace OrleansMail.Outcomes;

/// <summary>
/// When an address is given up that is not known to be dead but never takes a mail either: full, off, forbidden. The ledger
/// is what remembers; a bounce that is found twice counts once.
/// </summary>
public static class SoftBounces
{
    /// <summary>Days, by UTC, that bounced softly, without a mail that was taken between them.</summary>
    public const int MostDays = 3;

    /// <summary>Why the address is to be suppressed; null if it is not.</summary>
    /// <param name="attempts">What is known of the address, in any order.</param>
    /// <param name="outcomes">Says which bounces are soft.</param>
    public static string? Evidence(IEnumerable<OutcomeEntry> attempts, OutcomeOf outcomes)
    {
        ArgumentNullException.ThrowIfNull(attempts);
        ArgumentNullException.ThrowIfNull(outcomes);
        var days = new HashSet<DateOnly>();
        OutcomeEntry? last = null;
        foreach (var attempt in attempts.OrderBy(attempt => attempt.EndedAt))
        {
            if (attempt.Kind == OutcomeKind.Delivered)
            {
                days.Clear();
            }
            else if (IsSoft(attempt, outcomes))
            {
                days.Add(DateOnly.FromDateTime(attempt.EndedAt.UtcDateTime));
                last = attempt;
            }
        }

        return days.Count < MostDays
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"refused on {days.Count} days since {days.Min():yyyy-MM-dd}, at last: {last!.Code} {last.Enhanced} {last.Text}");
    }

    // What ended an attempt is not kept, but what has a code was said by the host.
    private static bool IsSoft(OutcomeEntry attempt, OutcomeOf outcomes)
    {
        var isReply = attempt.Code > 0;
        return (isReply || attempt.Kind == OutcomeKind.Bounced) && outcomes.Decide(new AttemptEnd(
            attempt.Stage, isReply ? AttemptFault.None : AttemptFault.RoutePermanent, attempt.Code, attempt.Enhanced,
            attempt.Text, Provider: "", attempt.MxHost)).CountSoft;
    }
}
