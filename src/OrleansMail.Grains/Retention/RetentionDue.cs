using OrleansMail.Campaigns;
using OrleansMail.Guard;
using OrleansMail.Incidents;

namespace OrleansMail.Retention;

/// <summary>When the data of a campaign has been kept for long enough.</summary>
internal static class RetentionDue
{
    /// <summary>The moment from which it may be forgotten; null while it must not, or is already.</summary>
    /// <param name="incidents">The campaign's files: whoever has yet to tell people of it needs to know whom.</param>
    public static DateTimeOffset? Of(CampaignStatus status, DomainRetention retention, IEnumerable<Incident> incidents)
    {
        if (status.ForgottenAt is not null || status.FinishedAt is not { } finished || !IsFinal(status.State))
        {
            return null;
        }

        if (incidents.Any(IsOpen))
        {
            return null;
        }

        var due = finished.AddDays(DaysOf(status, retention));
        return retention.Rules.KeepUntil is { } keep && keep > due ? keep : due;
    }

    /// <summary>Something that the law probably asks for is not done yet.</summary>
    public static bool IsOpen(Incident incident) =>
        Array.Exists(incident.Duties, duty => duty is { IsLikely: true, DoneAt: null });

    /// <summary>What nobody has called a notice or an answer may be advertising.</summary>
    public static int DaysOf(CampaignStatus status, DomainRetention retention) =>
        status.Settings?.Class is MailClass.Notice or MailClass.Transactional
            ? retention.OtherDays
            : retention.MarketingDays;

    private static bool IsFinal(CampaignPhase phase) =>
        phase is CampaignPhase.Completed or CampaignPhase.Cancelled or CampaignPhase.Failed;
}
