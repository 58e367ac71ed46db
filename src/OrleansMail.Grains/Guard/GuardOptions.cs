using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Guard;

/// <summary>What the guard must know about the sender's habits.</summary>
public sealed class GuardOptions
{
    public const string Section = "Guard";

    /// <summary>Advertising does not begin before this hour of the day. Default 8, 0 to 23.</summary>
    [Range(0, 23)]
    public int FirstHour { get; set; } = 8;

    /// <summary>Nor at this hour or later. Default 21, 1 to 24.</summary>
    [Range(1, 24)]
    public int LastHour { get; set; } = 21;

    /// <summary>The recipients' time, ahead of UTC. Default 9 hours: Japan, which has no summer time.</summary>
    [Range(typeof(TimeSpan), "-14:00:00", "14:00:00")]
    public TimeSpan UtcOffset { get; set; } = TimeSpan.FromHours(9);

    /// <summary>Days, as <c>2026-01-01</c>, on which no advertising is sent. Default none.</summary>
    public List<DateOnly> Holidays { get; set; } = [];

    /// <summary>Domains that are the sender's own, beside the sending domain: a mail marked internal may go there.</summary>
    public List<string> OwnDomains { get; set; } = [];
}
