using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>What a session token or an API key stands for at this moment.</summary>
/// <param name="Refusal">Why it stands for nobody: unknown, expired, revoked, or not from this address.</param>
/// <param name="Caller">Who calls; null if refused.</param>
/// <param name="Grants">What the caller may do; empty if refused.</param>
[GenerateSerializer, Immutable, Alias("mail.Authentication")]
public sealed record Authentication(
    [property: Id(0)] Refusal? Refusal,
    [property: Id(1)] Caller? Caller,
    [property: Id(2)] Grant[] Grants);
