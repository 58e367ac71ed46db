namespace OrleansMail.Dns;

/// <summary>How long answers are kept, and how many.</summary>
public sealed record DnsCacheOptions
{
    /// <summary>The least time an answer is kept. Default 60 seconds.</summary>
    public TimeSpan Floor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most. Default 1 day.</summary>
    public TimeSpan Ceiling { get; init; } = TimeSpan.FromDays(1);

    /// <summary>For "there is none" without a TTL of its own. Default 5 minutes.</summary>
    public TimeSpan Negative { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For a failed question. Default 15 seconds: a dead resolver is not asked for every recipient.</summary>
    /// <remarks>RFC 2308 §7.1 allows 5 minutes.</remarks>
    public TimeSpan Failure { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Answers kept at most. Default 100,000.</summary>
    public int MaxEntries { get; init; } = 100_000;
}
