using OrleansMail.Campaigns;

namespace OrleansMail.Incidents;

/// <summary>Looks over what people say about an incident.</summary>
internal static class NoticeCheck
{
    private const int LongestText = 4_000;

    // Clocks of two machines differ a little.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>The first fault; null if there is none.</summary>
    public static Refusal? Fault(IncidentNotice notice, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(notice.What) || notice.What.Length > LongestText)
        {
            return new Refusal("what", "Say in 1 to 4,000 characters what happened.", "what");
        }

        if (!Enum.IsDefined(notice.Kind))
        {
            return new Refusal("kind", "There is no such kind of incident.", "kind");
        }

        if (notice.KnownAt > now + Slack)
        {
            return new Refusal("known-at", "The time when it became known lies in the future.", "known-at");
        }

        return notice.Since > notice.KnownAt
            ? new Refusal("since", "It cannot have become known before it began.", "since")
            : null;
    }
}
