namespace OrleansMail.Lanes;

/// <summary>How many sessions a lane may have and whether it is shut: additive increase, halved on trouble.</summary>
/// <param name="Connections">Sessions allowed, 1 to the maximum.</param>
/// <param name="Trouble">Leases in a row that met site trouble.</param>
/// <param name="Shuts">How often the lane was shut in a row; doubles the next time.</param>
/// <param name="Credit">Deliveries since the last change of size.</param>
/// <param name="ShutUntil">No lease is given before this.</param>
[GenerateSerializer, Immutable, Alias("mail.LaneWindow")]
public readonly record struct LaneWindow(
    [property: Id(0)] int Connections,
    [property: Id(1)] int Trouble,
    [property: Id(2)] int Shuts,
    [property: Id(3)] int Credit,
    [property: Id(4)] DateTimeOffset ShutUntil)
{
    public static LaneWindow Open(int connections) => new(connections, 0, 0, 0, DateTimeOffset.MinValue);

    /// <summary>The window after one lease.</summary>
    public LaneWindow After(LaneSettlement settlement, LaneOptions options, int most, DateTimeOffset now)
    {
        if (settlement.SiteTrouble == 0 && settlement.ShutFor == TimeSpan.Zero)
        {
            return settlement.Delivered == 0 || now < ShutUntil ? this : Grown(settlement.Delivered, options, most);
        }

        var trouble = Trouble + 1;
        var half = Math.Max(1, Connections / 2);
        if (settlement.ShutFor == TimeSpan.Zero && trouble < options.TroubleToShut)
        {
            return this with { Connections = half, Trouble = trouble, Credit = 0 };
        }

        // Sessions that were open when the lane shut tell of the same trouble; it counts once.
        if (now < ShutUntil)
        {
            return this with { Trouble = trouble };
        }

        var shut = Longer(options.ShutFor * Math.Pow(2, Math.Min(Shuts, 16)), settlement.ShutFor);
        return new LaneWindow(1, trouble, Shuts + 1, 0, now + Shorter(shut, Longer(options.LongestShut, settlement.ShutFor)));
    }

    private LaneWindow Grown(int delivered, LaneOptions options, int most)
    {
        var credit = Credit + delivered;
        var more = credit / options.DeliveriesToGrow;
        return new LaneWindow(
            Math.Min(most, Connections + more), 0, 0, credit % options.DeliveriesToGrow, DateTimeOffset.MinValue);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
