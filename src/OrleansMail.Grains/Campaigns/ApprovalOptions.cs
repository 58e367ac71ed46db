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
}
