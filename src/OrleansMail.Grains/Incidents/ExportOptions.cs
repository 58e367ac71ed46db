using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Incidents;

/// <summary>What taking recipients out of the engine takes.</summary>
public sealed class ExportOptions
{
    public const string Section = "Export";

    /// <summary>
    /// Recipients that one caller exports within 24 hours; more need a second person's release. Default 1,000, 0 (always a
    /// second person) to 100,000.
    /// </summary>
    [Range(0, 100_000)]
    public int SecondPersonAbove { get; set; } = 1_000;

    /// <summary>How long a request is open. Default and longest 24 hours, shortest 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromDays(1);
}
