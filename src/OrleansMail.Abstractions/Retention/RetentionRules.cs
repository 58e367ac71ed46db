namespace OrleansMail.Retention;

/// <summary>How long a sending domain keeps what its ended campaigns held: recipients, content and replies.</summary>
/// <remarks>Whole days from the end of the campaign; then its key is destroyed. Audit entries are never deleted.</remarks>
[GenerateSerializer, Immutable, Alias("mail.RetentionRules")]
public sealed record RetentionRules
{
    /// <summary>
    /// The least for advertising: evidence of consent is kept until a month after the last advertising mail (特定電子メール法
    /// 施行規則 art. 4).
    /// </summary>
    public const int LeastMarketing = 31;

    /// <summary>The least for other mail: time to find out that something went wrong.</summary>
    public const int LeastOther = 7;

    /// <summary>The most: ten years.</summary>
    public const int Most = 3_660;

    /// <summary>Days for advertising, and for mail whose class nobody has said; 31 to 3,660. Null for the silo's option.</summary>
    [Id(0)]
    public int? MarketingDays { get; init; }

    /// <summary>Days for notices and transactional mail, 7 to 3,660. Null for the silo's option.</summary>
    [Id(1)]
    public int? OtherDays { get; init; }

    /// <summary>
    /// Until then nothing of the domain is forgotten by age: for an order of an authority, a lawsuit, an audit. Null for no
    /// such date; at most ten years ahead.
    /// </summary>
    [Id(2)]
    public DateTimeOffset? KeepUntil { get; init; }
}
