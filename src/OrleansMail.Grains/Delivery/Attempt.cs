using OrleansMail.Outcomes;

namespace OrleansMail.Delivery;

/// <summary>How an attempt ended and what that means.</summary>
/// <param name="Tls">Such as <c>Tls13 TLS_AES_256_GCM_SHA384</c>; null for clear text or no connection.</param>
internal sealed record Attempt(AttemptEnd End, OutcomeDecision Decision, string? Tls = null);
