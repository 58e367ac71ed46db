using OrleansMail.Campaigns;
using OrleansMail.Incidents;
using OrleansMail.Terminal;

namespace OrleansMail.Views;

/// <summary>An incident file as JSON.</summary>
/// <param name="State">Of the campaign now; null in a list.</param>
/// <param name="Stops">The stops in force that concern the campaign; null in a list.</param>
/// <param name="UnderWay">Of those in doubt, under way when it was counted; the others are Unknown.</param>
/// <param name="StoppedAt">When the campaign was made to hold; null if nothing held it when it was counted.</param>
/// <param name="DeliveredAfterStop">Of those delivered, after that.</param>
/// <param name="ForgottenAt">The campaign was forgotten before: nobody can say who got the mail; null otherwise.</param>
/// <param name="Timeline">What happened when; null in a list.</param>
internal sealed record IncidentView(
    string Id,
    string Campaign,
    string Kind,
    string What,
    string OpenedBy,
    DateTimeOffset OpenedAt,
    DateTimeOffset KnownAt,
    DateTimeOffset? Since,
    bool Malicious,
    bool Abroad,
    bool PrivacyMark,
    string Subject,
    string? ContentHash,
    long Affected,
    long Delivered,
    long InDoubt,
    DateTimeOffset? FirstAt,
    DateTimeOffset? LastAt,
    MergedFieldView[] Fields,
    DutyView[] Duties,
    string? State,
    EmergencyStopView[]? Stops,
    long UnderWay,
    DateTimeOffset? StoppedAt,
    long DeliveredAfterStop,
    DateTimeOffset? ForgottenAt,
    TimelineView[]? Timeline)
{
    public static IncidentView Of(
        Incident incident, DateTimeOffset now, CampaignStatus? status, EmergencyStop[]? stops,
        IReadOnlyList<TimelineEvent>? timeline = null) => new(
        incident.Id,
        incident.Campaign,
        Kebab.Of(incident.Notice.Kind),
        incident.Notice.What,
        incident.OpenedBy,
        incident.OpenedAt,
        incident.Notice.KnownAt,
        incident.Notice.Since,
        incident.Notice.IsMalicious,
        incident.Notice.IsAbroad,
        incident.Notice.HasPrivacyMark,
        incident.Subject,
        incident.ContentHash,
        incident.Affected,
        incident.Delivered,
        incident.InDoubt,
        incident.FirstAt,
        incident.LastAt,
        Array.ConvertAll(incident.Fields, field => new MergedFieldView(field.Column, Kebab.Of(field.Kind))),
        Array.ConvertAll(incident.Duties, duty => DutyView.Of(duty, now)),
        status?.State.ToString(),
        stops is null ? null : Array.ConvertAll(stops, EmergencyStopView.Of),
        incident.UnderWay,
        incident.StoppedAt,
        incident.DeliveredAfterStop,
        incident.ForgottenAt,
        timeline is null ? null : [.. timeline.Select(TimelineView.Of)]);
}
