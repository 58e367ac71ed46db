namespace OrleansMail.Egress;

/// <summary>The facts of an egress address.</summary>
[GenerateSerializer, Immutable, Alias("mail.EgressIp")]
public sealed record EgressIp(
    [property: Id(0)] string Address,
    [property: Id(1)] string EhloName,
    [property: Id(2)] bool Paused,
    [property: Id(3)] DateTimeOffset AddedAt);
