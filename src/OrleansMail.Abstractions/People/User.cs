namespace OrleansMail.People;

/// <summary>A person, without anything secret.</summary>
/// <param name="IsInvited">Has not chosen a password yet, or has to choose a new one.</param>
/// <param name="Addresses">Ranges that the person may call from; none for anywhere.</param>
/// <param name="DropAskedBy">The administrator who asked to take the factor away and waits for a second one; else null.</param>
/// <param name="LockedUntil">Sign-ins from unknown devices wait until then; null for not at all.</param>
[GenerateSerializer, Immutable, Alias("mail.User")]
public sealed record User(
    [property: Id(0)] string Name,
    [property: Id(1)] DateTimeOffset CreatedAt,
    [property: Id(2)] bool Disabled,
    [property: Id(3)] bool IsInvited,
    [property: Id(4)] bool HasFactor,
    [property: Id(5)] int RecoveryCodesLeft,
    [property: Id(6)] int Sessions,
    [property: Id(7)] Granted[] Grants,
    [property: Id(8)] string[] Addresses,
    [property: Id(9)] DateTimeOffset? LockedUntil,
    [property: Id(10)] string? DropAskedBy);
