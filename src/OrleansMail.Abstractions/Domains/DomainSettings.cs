namespace OrleansMail.Domains;

/// <summary>What campaigns of a sending domain take over when they do not say otherwise.</summary>
/// <param name="UnsubscribeUrl">HTTPS address with <c>{token}</c> in it (RFC 8058), or null.</param>
/// <param name="UnsubscribeMailto">Address for unsubscribe mails, or null.</param>
/// <param name="ReturnPath">Envelope sender, or null for the campaign's From.</param>
[GenerateSerializer, Immutable, Alias("mail.DomainSettings")]
public sealed record DomainSettings(
    [property: Id(0)] string? UnsubscribeUrl,
    [property: Id(1)] string? UnsubscribeMailto,
    [property: Id(2)] string? ReturnPath);
