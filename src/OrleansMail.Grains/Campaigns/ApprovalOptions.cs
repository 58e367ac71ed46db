using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Campaigns;

/// <summary>What approving and starting take.</summary>
public sealed class ApprovalOptions
{
    public const string Section = "Approval";

    /// <summary>
    /// How long ago a second factor may have been shown by whoever approves or starts. Default 5 minutes, 10 seconds to
    /// 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan FactorFreshFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an approver's deputy counts at most. Default 30 days, 1 to 90 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "90.00:00:00")]
    public TimeSpan LongestDeputy { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The time between review and approval at least. Default 10 seconds, 0 to 1 hour; 0 is for trials.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ReadFor { get; set; } = TimeSpan.FromSeconds(10);
}
