using OrleansMail.Outcomes;

namespace OrleansMail.Reports;

/// <summary>What happened to one recipient, or that nothing has happened yet.</summary>
/// <param name="Row">Row within the audience; the cursor for the next page.</param>
/// <param name="Outcome">Null while there is no outcome.</param>
/// <param name="At">When the last attempt ended.</param>
/// <param name="NextAt">When a deferred recipient is tried again.</param>
/// <param name="Forgotten">The campaign was forgotten: recipient, reply, place and times cannot be read any more.</param>
[GenerateSerializer, Immutable, Alias("mail.OutcomeLine")]
public sealed record OutcomeLine(
    [property: Id(0)] string Campaign,
    [property: Id(1)] long Row,
    [property: Id(2)] string Recipient,
    [property: Id(3)] OutcomeKind? Outcome,
    [property: Id(4)] DeliveryStage Stage,
    [property: Id(5)] int Code,
    [property: Id(6)] string? EnhancedCode,
    [property: Id(7)] string Text,
    [property: Id(8)] int Attempts,
    [property: Id(9)] DateTimeOffset? At,
    [property: Id(10)] string? EgressIp,
    [property: Id(11)] string? MxHost,
    [property: Id(12)] string? Tls,
    [property: Id(13)] DateTimeOffset? NextAt,
    [property: Id(14)] bool Final,
    [property: Id(15)] bool Forgotten = false);
