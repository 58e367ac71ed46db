namespace OrleansMail.People;

/// <summary>An API key, without its secret.</summary>
/// <param name="OlderUntil">A secret from before the last rotation still counts until then; null for none.</param>
/// <param name="RevokedAt">Null for not at all.</param>
/// <param name="LastUsedAt">To the minute; null for never.</param>
[GenerateSerializer, Immutable, Alias("mail.ApiKey")]
public sealed record ApiKey(
    [property: Id(0)] string Id,
    [property: Id(1)] ApiKeySettings Settings,
    [property: Id(2)] string By,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset? OlderUntil,
    [property: Id(5)] DateTimeOffset? RevokedAt,
    [property: Id(6)] DateTimeOffset? LastUsedAt);
