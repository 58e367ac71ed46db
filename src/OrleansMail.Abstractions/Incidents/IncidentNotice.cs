namespace OrleansMail.Incidents;

/// <summary>What people know of an incident when they open its file.</summary>
/// <param name="KnownAt">When the organisation came to know: every deadline runs from here.</param>
/// <param name="Since">Mail before this was right; null if all of the campaign is concerned.</param>
/// <param name="What">What happened, in words; 1 to 4,000 characters.</param>
/// <param name="IsMalicious">Done with a wrongful purpose, or suspected to be.</param>
/// <param name="IsAbroad">Recipients in countries under the GDPR are among them.</param>
/// <param name="HasPrivacyMark">The organisation holds the プライバシーマーク.</param>
[GenerateSerializer, Immutable, Alias("mail.IncidentNotice")]
public sealed record IncidentNotice(
    [property: Id(0)] DateTimeOffset KnownAt,
    [property: Id(1)] DateTimeOffset? Since,
    [property: Id(2)] IncidentKind Kind,
    [property: Id(3)] string What,
    [property: Id(4)] bool IsMalicious,
    [property: Id(5)] bool IsAbroad,
    [property: Id(6)] bool HasPrivacyMark);
