namespace OrleansMail.Lanes;

/// <summary>The lane's answer: go with some, or come back later. Exactly one of the two is set.</summary>
/// <param name="Recipients">Deliveries that may start under the lease.</param>
/// <param name="RetryAfter">How long to wait before asking again.</param>
/// <param name="Connections">Sessions that this lane may have open now, at least 1.</param>
[GenerateSerializer, Immutable, Alias("mail.LaneGrant")]
public sealed record LaneGrant(
    [property: Id(0)] int Recipients,
    [property: Id(1)] TimeSpan RetryAfter,
    [property: Id(2)] int Connections);
