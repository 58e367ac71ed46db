using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Lanes;

/// <summary>How fast a lane goes, how it slows down, and when it shuts.</summary>
public sealed class LaneOptions
{
    public const string Section = "Lanes";

    /// <summary>Most sessions a lane opens at once. Default 20, 1 to 500 (Outlook.com takes no more than 500).</summary>
    [Range(1, 500)]
    public int MaxConnections { get; set; } = 20;

    /// <summary>Deliveries in one lease: what a crash can leave in doubt for each session. Default 16, 1 to 32.</summary>
    [Range(1, 32)]
    public int LeaseWindow { get; set; } = 16;

    /// <summary>Most deliveries a lane starts in a second; 0 for no limit. Default 0.</summary>
    [Range(0, 100_000)]
    public int MaxPerSecond { get; set; }

    /// <summary>Leases in a row that met site trouble before the lane shuts. Default 2.</summary>
    [Range(1, 100)]
    public int TroubleToShut { get; set; } = 2;

    /// <summary>How long a lane is shut the first time; doubled each time after. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ShutFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time a lane is shut. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestShut { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Deliveries that earn one more session after a slow-down. Default 50.</summary>
    [Range(1, 100_000)]
    public int DeliveriesToGrow { get; set; } = 50;

    /// <summary>
    /// Most sessions by site, for sites that want fewer. Default: the Japanese carriers 3 each, who block a sender
    /// that holds many.
    /// </summary>
    public Dictionary<string, int> SiteConnections { get; set; } = new(StringComparer.Ordinal)
    {
        ["docomo"] = 3,
        ["au"] = 3,
        ["softbank"] = 3,
    };
}
