using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

/// <summary>
/// Looks at the time of the first mail when a campaign is started. What the guard found was found at another time: a campaign
/// that was checked at noon may be started at midnight.
/// </summary>
internal sealed class StartHours(IOptions<GuardOptions> guard)
{
    /// <summary>Why no first mail leaves at this time; null if nothing is in the way.</summary>
    /// <param name="accepted">Warnings that the authors let stand; nobody has approved without accepting them too.</param>
    public Refusal? Fault(
        string id, CampaignSettings settings, IReadOnlyList<AcceptedWarning> accepted, DateTimeOffset firstMail)
    {
        if (settings.IsStream)
        {
            return null;
        }

        var options = guard.Value;
        var open = SendTimeRule.Warnings(settings.Class, firstMail, options)
            .FirstOrDefault(warning => !accepted.Any(one => one.Finding == warning.Key));
        return open is null
            ? null
            : new Refusal(
                "send-time",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{open.Message} The first mail would leave at {firstMail.ToOffset(options.UtcOffset):yyyy-MM-dd HH:mm zzz}. "
                    + $"Start '{id}' between {options.FirstHour}:00 and {options.LastHour}:00 on a day that is no holiday; or draft "
                    + $"it again with `--send-at TIME`, at night or on a holiday too if author and approver accept that warning."),
                "send-at");
    }
}
