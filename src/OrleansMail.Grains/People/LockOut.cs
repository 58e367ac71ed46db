namespace OrleansMail.People;

/// <summary>Failures in a row, and how long the next try has to wait for them.</summary>
/// <param name="Failures">In a row, from 0.</param>
/// <param name="LastAt">When the last one was.</param>
[GenerateSerializer, Immutable, Alias("mail.LockOut")]
public sealed record LockOut([property: Id(0)] int Failures, [property: Id(1)] DateTimeOffset LastAt)
{
    /// <summary>Failures that cost nothing; people mistype.</summary>
    public const int Free = 4;

    /// <summary>From this one on each costs <see cref="LockFor"/>.</summary>
    public const int SoftLock = 10;

    /// <summary>After these it takes an administrator (NIST SP 800-63B-4 §3.2.2).</summary>
    public const int Most = 100;

    public static readonly TimeSpan LockFor = TimeSpan.FromMinutes(15);

    public static LockOut None { get; } = new(0, default);

    /// <summary>When the next try is heard: at once, after 1, 2, 4, 8, 16 seconds, after 15 minutes, or never.</summary>
    public DateTimeOffset OpensAt => Failures switch
    {
        <= Free => DateTimeOffset.MinValue,
        < SoftLock => LastAt + TimeSpan.FromSeconds(1 << (Failures - Free - 1)),
        < Most => LastAt + LockFor,
        _ => DateTimeOffset.MaxValue,
    };

    public bool IsShut(DateTimeOffset now) => now < OpensAt;

    public LockOut After(DateTimeOffset now) => new(Failures + 1, now);
}
