using OrleansMail.Audit;
using OrleansMail.People;

namespace OrleansMail.Incidents;

/// <summary>Reads out of an audit trail what was done to one campaign.</summary>
internal sealed class IncidentTrail(IAuditStore store)
{
    private const int Page = 1_000;

    // A page of acts ends by itself; a trail in which little concerns the campaign must not keep one call busy.
    private const int MostActs = 500;
    private const int LongestLook = 50_000;

    // Grains whose key is the campaign.
    private static readonly string[] Rooms = ["campaign", "audience", "incident", "export", "stream"];

    /// <summary>A part of a trail.</summary>
    /// <param name="after">The <c>Next</c> of the part before; 0 for the first.</param>
    /// <param name="until">The <c>Until</c> of the part before; 0 for the first, which goes as far as the trail does now.</param>
    public async Task<IncidentActs> ReadAsync(string trail, string campaign, string domain, long after, long until)
    {
        var head = (await store.HeadAsync(trail)).Seq;
        var end = until > 0 ? Math.Min(until, head) : head;
        var from = Math.Clamp(after, 0, end);
        var last = Math.Min(from + LongestLook, end);
        var acts = new List<IncidentAct>();
        while (from < last && acts.Count < MostActs)
        {
            var entries = await store.ListAsync(trail, new AuditFilter(), from, last, Page);
            acts.AddRange(entries.Where(entry => Concerns(entry, campaign, domain)).Select(Of));
            from = entries.Count == Page ? entries[^1].Seq : last;
        }

        return new IncidentActs([.. acts], from < end ? from : null, end);
    }

    /// <summary>All of it.</summary>
    public async Task<List<IncidentAct>> ReadAllAsync(string trail, string campaign, string domain)
    {
        var all = new List<IncidentAct>();
        var until = 0L;
        for (long? after = 0L; after is { } from;)
        {
            var page = await ReadAsync(trail, campaign, domain, from, until);
            all.AddRange(page.Acts);
            (after, until) = (page.Next, page.Until);
        }

        return all;
    }

    /// <summary>Was it done to the campaign, or to everything that it belongs to?</summary>
    public static bool Concerns(AuditEntry entry, string campaign, string domain)
    {
        var colon = entry.Target.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return false;
        }

        var (room, key) = (entry.Target[..colon], entry.Target[(colon + 1)..]);
        return room == "stop"
            ? Array.Exists(StopTarget.Of(campaign, domain), target => target == key)
            : key == campaign && Array.Exists(Rooms, one => one == room) && !IsLook(entry);
    }

    /// <summary>An entry, in short.</summary>
    public static IncidentAct Of(AuditEntry entry)
    {
        var space = entry.Detail.IndexOf(' ', StringComparison.Ordinal);
        var first = space < 0 ? entry.Detail : entry.Detail[..space];

        // The action of a call is the right that it took, such as campaign.approve; what has no dot is an event by itself.
        var isMethod = entry.Action == CallAudit.NotDone || entry.Action.Contains('.', StringComparison.Ordinal);
        var (act, detail) = isMethod
            ? (first, space < 0 ? "" : entry.Detail[(space + 1)..])
            : (entry.Action, entry.Detail);
        return new IncidentAct(
            entry.At, entry.Caller, entry.Kind, act, entry.Target,
            entry.Action == CallAudit.NotDone ? IncidentAct.NotDone : entry.Result, detail, entry.Trail, entry.Seq);
    }

    // Whoever reads the timeline would else find nothing but readers in it.
    private static bool IsLook(AuditEntry entry) => entry.Detail.StartsWith("Incident.Acts ", StringComparison.Ordinal);
}
