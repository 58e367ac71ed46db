namespace OrleansMail.People;

/// <summary>What an API key is for.</summary>
/// <param name="Wishes">Rights and roles; never <c>campaign.approve</c>, <c>user.manage</c> or <c>key.manage</c>.</param>
/// <param name="Addresses">Ranges it may be used from; none for anywhere.</param>
/// <param name="ExpiresAt">At most 366 days from now.</param>
[GenerateSerializer, Immutable, Alias("mail.ApiKeySettings")]
public sealed record ApiKeySettings(
    [property: Id(0)] Wish[] Wishes,
    [property: Id(1)] string[] Addresses,
    [property: Id(2)] DateTimeOffset ExpiresAt);
