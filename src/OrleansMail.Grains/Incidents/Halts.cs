using OrleansMail.Audit;

namespace OrleansMail.Incidents;

/// <summary>When a campaign was made to hold, by what was done to it.</summary>
internal static class Halts
{
    /// <summary>The first act that made it hold and after which nothing let it go on; null if it goes on.</summary>
    /// <param name="acts">In the order of their time.</param>
    public static DateTimeOffset? Of(IEnumerable<IncidentAct> acts)
    {
        DateTimeOffset? since = null;
        DateTimeOffset? before = null;
        var last = "";
        foreach (var act in acts.Where(act => act.Result != nameof(AuditResult.Refused)))
        {
            if (act.Act is not ("Campaign.Start" or "Campaign.Resume") && !Stops(act))
            {
                continue;
            }

            if (act.Result == IncidentAct.NotDone)
            {
                // The call before it has changed nothing, if it is that one.
                since = act.Act == last ? before : since;
                continue;
            }

            (before, last) = (since, act.Act);
            since = Stops(act) ? since ?? act.At : null;
        }

        return since;
    }

    private static bool Stops(IncidentAct act) => act.Act
        is "Campaign.Pause" or "Campaign.Cancel" or "CampaignReview.Withdraw" or "Stop.Stop" or "automatic-stop";
}
