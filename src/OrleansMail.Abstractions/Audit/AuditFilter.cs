namespace OrleansMail.Audit;

/// <summary>Which entries of a trail to show; what is null does not narrow.</summary>
/// <param name="Since">The first instant.</param>
/// <param name="Until">The first instant that is no longer of interest.</param>
/// <param name="Target">The beginning of the target.</param>
[GenerateSerializer, Immutable, Alias("mail.AuditFilter")]
public sealed record AuditFilter(
    [property: Id(0)] DateTimeOffset? Since = null,
    [property: Id(1)] DateTimeOffset? Until = null,
    [property: Id(2)] string? Caller = null,
    [property: Id(3)] string? Action = null,
    [property: Id(4)] string? Target = null,
    [property: Id(5)] AuditResult? Result = null);
