namespace OrleansMail.Lanes;

/// <summary>A lane as an operator sees it.</summary>
[GenerateSerializer, Immutable, Alias("mail.LaneView")]
public sealed record LaneView(
    [property: Id(0)] string Lane,
    [property: Id(1)] int Connections,
    [property: Id(2)] DateTimeOffset? ShutUntil);
