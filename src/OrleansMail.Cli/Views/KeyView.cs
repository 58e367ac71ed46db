using OrleansMail.People;

namespace OrleansMail.Views;

/// <summary>An API key as JSON; its secret only ever goes to a file or a terminal.</summary>
/// <param name="File">Where a new secret was written; null if none was made or it was shown.</param>
internal sealed record KeyView(
    string Id,
    string State,
    string[] Grants,
    string[] Addresses,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? OlderUntil,
    DateTimeOffset? LastUsedAt,
    string? File)
{
    public static KeyView Of(ApiKey key, DateTimeOffset now, string? file) => new(
        key.Id,
        key.RevokedAt is not null ? "revoked" : now >= key.Settings.ExpiresAt ? "expired" : "active",
        Array.ConvertAll(key.Settings.Wishes, wish => wish.ToString()),
        key.Settings.Addresses,
        key.By,
        key.CreatedAt,
        key.Settings.ExpiresAt,
        key.OlderUntil,
        key.LastUsedAt,
        file);
}
