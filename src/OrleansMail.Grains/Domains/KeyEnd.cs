namespace OrleansMail.Domains;

/// <summary>How a DKIM key stopped signing.</summary>
/// <param name="At">When.</param>
/// <param name="PublishUntil">Until when its record has to stay; <paramref name="At"/> for a revoked one.</param>
/// <param name="Revoked">It was taken away at once.</param>
[GenerateSerializer, Immutable, Alias("mail.KeyEnd")]
public sealed record KeyEnd(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] DateTimeOffset PublishUntil,
    [property: Id(2)] bool Revoked);
