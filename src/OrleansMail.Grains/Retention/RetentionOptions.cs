using System.ComponentModel.DataAnnotations;

namespace OrleansMail.Retention;

/// <summary>How long the data of ended campaigns is kept where a sending domain does not say otherwise.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>
    /// Days for advertising, and for mail whose class nobody has said. Default 1,096: three years, as 特定商取引法 art. 12-3
    /// asks of evidence of consent. 31 to 3,660.
    /// </summary>
    [Range(RetentionRules.LeastMarketing, RetentionRules.Most)]
    public int MarketingDays { get; set; } = 1_096;

    /// <summary>Days for notices and transactional mail. Default 90, 7 to 3,660.</summary>
    [Range(RetentionRules.LeastOther, RetentionRules.Most)]
    public int OtherDays { get; set; } = 90;

    /// <summary>How often a silo looks for campaigns whose time is over. Default 6 hours, 1 second to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(6);
}
