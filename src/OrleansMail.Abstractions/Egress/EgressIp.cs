namespace OrleansMail.Egress;

/// <summary>The facts of an egress address.</summary>
[GenerateSerializer, Immutable, Alias("mail.EgressIp")]
public sealed record EgressIp(
    [property: Id(0)] string Address,
    [property: Id(1)] string EhloName,
    [property: Id(2)] bool Paused,
    [property: Id(3)] DateTimeOffset AddedAt)
{
    /// <summary>
    /// Name of the silo that sends from it, or would if <see cref="Problem"/> were not; null when the problem is that there is
    /// none.
    /// </summary>
    [Id(4)]
    public string? Silo { get; init; }

    /// <summary>
    /// No silo has the address, or several claim it: who, and how to mend it. Or its proxy does not connect. Null if all is
    /// well.
    /// </summary>
    [Id(5)]
    public string? Problem { get; init; }

    /// <summary>The proxy it is on, such as <c>socks5://10.0.0.5:1080</c>; null when it is on the silo's own machine.</summary>
    [Id(6)]
    public string? Proxy { get; init; }
}
