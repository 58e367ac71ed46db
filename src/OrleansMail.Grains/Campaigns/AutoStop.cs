using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansMail.Ledger;

namespace OrleansMail.Campaigns;

/// <summary>Judges what came of a campaign so far: above which shares it stops and waits for a person.</summary>
internal sealed class AutoStop(IOptions<AutoStopOptions> options)
{
    /// <summary>Why the campaign has to stop; null if it may go on.</summary>
    public string? Fault(CampaignTally tally)
    {
        var of = Math.Max(tally.Attempts, options.Value.OfAtLeast);
        if (tally.DeadAddresses > of * options.Value.DeadShare)
        {
            return Told(tally.DeadAddresses, "addresses that do not exist", tally.Attempts, options.Value.DeadShare);
        }

        if (tally.Slowed > of * options.Value.SlowedShare)
        {
            return Told(tally.Slowed, "attempts put off for our pace", tally.Attempts, options.Value.SlowedShare);
        }

        if (tally.Faulty > of * options.Value.FaultyShare)
        {
            return Told(
                tally.Faulty, "refusals for the content or our set-up (see campaign outcomes)", tally.Attempts,
                options.Value.FaultyShare);
        }

        return tally.Unwritten > of * options.Value.UnwrittenShare
            ? Told(tally.Unwritten, "mails that could not be made", tally.Attempts, options.Value.UnwrittenShare)
            : null;
    }

    /// <summary>Why a campaign does not go on after its first recipients; null if it does.</summary>
    /// <remarks>
    /// Here every refusal counts: so few recipients were chosen to find out. Mails that were put off tell nothing as long as
    /// others have arrived: many hosts put off whom they do not know.
    /// </remarks>
    public string? CanaryFault(OutcomeCounts counts, int first)
    {
        var most = first * options.Value.DeadShare;
        return counts.Bounced > most ? Told(counts.Bounced, "refusals", first, options.Value.DeadShare)
            : counts.Unknown > most ? Told(counts.Unknown, "mails of which nobody knows", first, options.Value.DeadShare)
            : counts.Delivered == 0 ? $"none of the first {first} has arrived"
            : null;
    }

    private static string Told(long count, string what, long attempts, double share) => string.Create(
        CultureInfo.InvariantCulture,
        $"{count:#,0} {what} among {attempts:#,0} attempts, more than {share * 100:0.##} %");
}
