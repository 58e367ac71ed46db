namespace OrleansMail.Domains;

/// <summary>The public facts of one DKIM key.</summary>
/// <param name="Selector">Its selector (RFC 6376 §3.1).</param>
/// <param name="State">What it is for.</param>
/// <param name="Since">Since when it is that; null if an earlier release did not note it.</param>
/// <param name="SeenAt">Of an announced one: since when DNS shows its record at each look; null while it does not.</param>
/// <param name="PublishUntil">Of a retired one: until when its record has to stay; null if that is not known.</param>
[GenerateSerializer, Immutable, Alias("mail.DkimKeyFacts")]
public sealed record DkimKeyFacts(
    [property: Id(0)] string Selector,
    [property: Id(1)] DkimKeyState State,
    [property: Id(2)] DateTimeOffset? Since,
    [property: Id(3)] DateTimeOffset? SeenAt = null,
    [property: Id(4)] DateTimeOffset? PublishUntil = null);
