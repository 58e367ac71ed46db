using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Campaigns;

/// <summary>When a campaign stops by itself: each share is of the attempts so far.</summary>
public sealed class AutoStopOptions
{
    public const string Section = "AutoStop";

    /// <summary>
    /// Attempts that a share is taken of at least, so that a few bad ends at the beginning stop nothing. Default 500, 10 to
    /// 100,000.
    /// </summary>
    [Range(10, 100_000)]
    public int OfAtLeast { get; set; } = 500;

    /// <summary>Dead addresses. Default 0.05, 0.001 to 1; 1 for never.</summary>
    [Range(0.001, 1)]
    public double DeadShare { get; set; } = 0.05;

    /// <summary>Put off because we send too fast or too much. Default 0.2, 0.001 to 1; 1 for never.</summary>
    [Range(0.001, 1)]
    public double SlowedShare { get; set; } = 0.2;

    /// <summary>
    /// Refused or put off for a fault of the content or of our set-up, as the table of bounces says. Default 0.05, 0.001 to 1; 1
    /// for never.
    /// </summary>
    [Range(0.001, 1)]
    public double FaultyShare { get; set; } = 0.05;

    /// <summary>Mails that could not be made. Default 0.001, 0.0001 to 1; 1 for never.</summary>
    [Range(0.0001, 1)]
    public double UnwrittenShare { get; set; } = 0.001;
}
