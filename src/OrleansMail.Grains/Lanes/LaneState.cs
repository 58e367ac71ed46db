namespace OrleansMail.Lanes;

/// <summary>What a lane remembers; nothing while it has no trouble and no limit.</summary>
[GenerateSerializer, Alias("mail.LaneState")]
public sealed class LaneState
{
    [Id(0)]
    public LaneWindow? Window { get; set; }

    /// <summary>
    /// Deliveries up to this time have been taken, whoever took them, where <see cref="LaneOptions.MaxPerSecond"/> is set.
    /// </summary>
    [Id(1)]
    public DateTimeOffset TakenUntil { get; set; }
}
