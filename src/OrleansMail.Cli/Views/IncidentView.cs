using OrleansMail.Campaigns;
using OrleansMail.Incidents;
using OrleansMail.Terminal;

namespace OrleansMail.Views;

/// <summary>An incident file as JSON.</summary>
/// <param name="State">Of the campaign now; null in a list.</param>
/// <param name="Stops">The stops in force that concern the campaign; null in a list.</param>
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
    EmergencyStopView[]? Stops)
{
    public static IncidentView Of(
        Incident incident, DateTimeOffset now, CampaignStatus? status, EmergencyStop[]? stops) => new(
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
        stops is null ? null : Array.ConvertAll(stops, EmergencyStopView.Of));
}
