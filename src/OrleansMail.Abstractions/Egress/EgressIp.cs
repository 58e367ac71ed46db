namespace OrleansMail.Egress;

/// <summary>The facts of an egress address.</summary>
[GenerateSerializer, Immutable, Alias("mail.EgressIp")]
public sealed record EgressIp(
    [property: Id(0)] string Address,
    [property: Id(1)] string EhloName,
    [property: Id(2)] bool Paused,
    [property: Id(3)] DateTimeOffset AddedAt)
{
    /// <summary>Name of the silo that sends from it; null when <see cref="Problem"/> says why none does.</summary>
    [Id(4)]
    public string? Silo { get; init; }

    /// <summary>No silo has the address, or several claim it: who, and how to mend it. Null if all is well.</summary>
    [Id(5)]
    public string? Problem { get; init; }
}
