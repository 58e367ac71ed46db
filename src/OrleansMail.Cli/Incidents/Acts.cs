using OrleansMail.Terminal;

namespace OrleansMail.Incidents;

/// <summary>Reads what was done to a campaign out of the trails.</summary>
internal static class Acts
{
    /// <summary>From both trails, in the order of their time; what was done again and again is one line.</summary>
    public static async Task<IReadOnlyList<RepeatedAct>> ReadAsync(
        IIncidentGrain grain, int number, CancellationToken cancellation)
    {
        var acts = new List<IncidentAct>();
        foreach (var ofSystem in new[] { false, true })
        {
            var until = 0L;
            for (long? after = 0L; after is { } from;)
            {
                cancellation.ThrowIfCancellationRequested();
                var page = await Repeat.OnTimeoutAsync(() => grain.ActsAsync(number, ofSystem, from, until));
                acts.AddRange(page.Acts);
                (after, until) = (page.Next, page.Until);
            }
        }

        return Fold(acts.OrderBy(act => act.At).ThenBy(act => act.Trail, StringComparer.Ordinal).ThenBy(act => act.Seq));
    }

    /// <summary>An export of a million recipients is a thousand entries, and one line.</summary>
    public static IReadOnlyList<RepeatedAct> Fold(IEnumerable<IncidentAct> acts)
    {
        var folded = new List<RepeatedAct>();
        foreach (var act in acts)
        {
            if (folded is [.., var last] && last.IsSame(act))
            {
                folded[^1] = last with { LastAt = act.At, Times = last.Times + 1 };
            }
            else
            {
                folded.Add(new RepeatedAct(act, act.At, 1));
            }
        }

        return folded;
    }
}
