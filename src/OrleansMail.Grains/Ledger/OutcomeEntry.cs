using OrleansMail.Outcomes;
using OrleansMail.Recipients;

namespace OrleansMail.Ledger;

/// <summary>How one attempt ended, or why there is none to come.</summary>
/// <param name="Final">No attempt follows.</param>
/// <param name="Code">Reply code, 0 if there was no reply.</param>
/// <param name="Enhanced">Enhanced status code (RFC 3463) such as <c>5.1.1</c>, or null.</param>
/// <param name="Text">A stranger's text: cleaned, at most 512 characters.</param>
/// <param name="Tls">Such as <c>TLS1.3 TLS_AES_256_GCM_SHA384</c>; null for clear text.</param>
/// <param name="NextAt">When the next attempt is due; null if final.</param>
/// <param name="Under">
/// Storage ignores the entry unless this claim is the newest of its chunk: who has lost the chunk cannot know what its new holder
/// does with the row. Null for what an attempt found out, which is so whoever holds the chunk. Not stored.
/// </param>
public sealed record OutcomeEntry(
    long Audience, long Row, int Attempt, OutcomeKind Kind, bool Final, DeliveryStage Stage, int Code,
    string? Enhanced, string Text, string? EgressIp, string? MxHost, string? Tls,
    DateTimeOffset StartedAt, DateTimeOffset EndedAt, DateTimeOffset? NextAt, ChunkClaim? Under = null);
