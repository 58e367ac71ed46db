namespace OrleansMail.People;

/// <summary>What is remembered of a person; without a time of creation there is none.</summary>
[GenerateSerializer, Alias("mail.UserState")]
public sealed class UserState
{
    [Id(0)]
    public DateTimeOffset CreatedAt { get; set; }

    [Id(1)]
    public string CreatedBy { get; set; } = "";

    [Id(2)]
    public bool Disabled { get; set; }

    /// <summary>In Argon2's text form; empty while there is none.</summary>
    [Id(3)]
    public string PasswordHash { get; set; } = "";

    [Id(4)]
    public DateTimeOffset PasswordChangedAt { get; set; }

    /// <summary>Shorter than a password may be that is the only factor.</summary>
    [Id(5)]
    public bool PasswordIsShort { get; set; }

    /// <summary>SHA-256 of the invitation; null once it was used.</summary>
    [Id(6)]
    public byte[]? Invitation { get; set; }

    [Id(7)]
    public DateTimeOffset InvitedUntil { get; set; }

    /// <summary>Of the authenticator app; null for none.</summary>
    [Id(8)]
    public byte[]? FactorSecret { get; set; }

    /// <summary>The last time step whose code was accepted: it and those before count no more.</summary>
    [Id(9)]
    public long LastStep { get; set; }

    /// <summary>SHA-256 of each recovery code that is left.</summary>
    [Id(10)]
    public List<byte[]> Recovery { get; set; } = [];

    [Id(11)]
    public List<Granted> Grants { get; set; } = [];

    [Id(12)]
    public List<SessionState> Sessions { get; set; } = [];

    [Id(13)]
    public List<DeviceState> Devices { get; set; } = [];

    /// <summary>Failed sign-ins from devices that are not known.</summary>
    [Id(14)]
    public LockOut SignInLock { get; set; } = LockOut.None;

    /// <summary>Failures within a session: wrong codes and wrong current passwords.</summary>
    [Id(15)]
    public LockOut SessionLock { get; set; } = LockOut.None;

    /// <summary>Ranges the person may call from; none for anywhere.</summary>
    [Id(16)]
    public string[] Addresses { get; set; } = [];

    /// <summary>The administrator who asked first to take the factor away.</summary>
    [Id(17)]
    public string DropAskedBy { get; set; } = "";

    [Id(18)]
    public DateTimeOffset DropAskedUntil { get; set; }
}
