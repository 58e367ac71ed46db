using System.Security.Cryptography;

namespace OrleansMail.People;

/// <summary>What follows from a person's state: which sessions last, which rights count, which code is good.</summary>
internal readonly record struct Account(UserState State, PeopleOptions Options)
{
    private const int MostSessions = 20;
    private const int MostDevices = 10;
    private const int IdLength = 4;

    public bool Exists => State.CreatedAt != default;

    public bool HasPassword => State.PasswordHash.Length > 0;

    public bool HasFactor => State.FactorSecret is not null;

    /// <summary>A short password is good only beside a factor, whatever rights are left.</summary>
    public bool NeedsFactor => Rights.NeedFactor(State.Grants) || State.PasswordIsShort;

    /// <summary>An administrator of everything who can sign in today.</summary>
    public bool IsAdministrator =>
        Exists && !State.Disabled && HasPassword && HasFactor && Rights.Hold(State.Grants, Right.UserManage);

    private TimeSpan IdleFor =>
        Rights.AreOfAdministrator(State.Grants) ? Options.AdministratorIdleFor : Options.IdleFor;

    private TimeSpan Longest =>
        Rights.AreOfAdministrator(State.Grants) ? Options.AdministratorLongestSession : Options.LongestSession;

    public SessionNeeds Needs(DateTimeOffset now)
    {
        if (NeedsFactor && !HasFactor)
        {
            return SessionNeeds.Factor;
        }

        return Options.LongestPassword() is { } longest && now - State.PasswordChangedAt > longest
            ? SessionNeeds.NewPassword
            : SessionNeeds.Nothing;
    }

    public bool IsOver(SessionState session, DateTimeOffset now) =>
        State.Disabled || now - session.LastUsedAt > IdleFor || now >= EndOf(session);

    public DateTimeOffset EndOf(SessionState session) => session.StartedAt + Longest;

    /// <summary>The session of a token; null if there is none or it is over.</summary>
    public SessionState? Session(byte[] tokenHash, DateTimeOffset now)
    {
        var session = State.Sessions.Find(one => CryptographicOperations.FixedTimeEquals(one.TokenHash, tokenHash));
        return session is not null && !IsOver(session, now) ? session : null;
    }

    /// <summary>Begins a session; the answer holds its token, which is kept nowhere.</summary>
    public (SessionState Session, SessionAnswer Answer) Begin(
        string name, string from, DateTimeOffset now, bool withFactor)
    {
        var account = this;
        State.Sessions.RemoveAll(one => account.IsOver(one, now));
        if (State.Sessions.Count >= MostSessions)
        {
            State.Sessions.Remove(State.Sessions.MinBy(one => one.LastUsedAt)!);
        }

        var session = new SessionState
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength)),
            From = from,
            StartedAt = now,
            LastUsedAt = now,
            SecondFactorAt = withFactor ? now : null,
        };
        State.Sessions.Add(session);
        return (session, Renew(name, session, now));
    }

    /// <summary>Gives a session another token; the one before stands for nobody.</summary>
    public SessionAnswer Renew(string name, SessionState session, DateTimeOffset now)
    {
        var secret = CallerToken.NewSecret();
        session.TokenHash = SHA256.HashData(secret);
        session.LastUsedAt = now;
        return new SessionAnswer(
            null, CallerToken.Write(CallerKind.Person, name, secret), Needs(now), EndOf(session));
    }

    /// <summary>Takes a code, which then is used up; true without looking at it if there is no factor.</summary>
    public bool TakeCode(string code, DateTimeOffset now)
    {
        if (State.FactorSecret is not { } secret)
        {
            return true;
        }

        if (Totp.Match(secret, code, now, State.LastStep, Options.CodeDrift) is { } step)
        {
            State.LastStep = step;
            return true;
        }

        return RecoveryCodes.HashOf(code) is { } hash && State.Recovery.RemoveAll(one => Same(one, hash)) > 0;
    }

    /// <summary>Is it the invitation that is open?</summary>
    public bool IsInvitation(string secret, DateTimeOffset now) =>
        State.Invitation is { } hash && now < State.InvitedUntil && Same(hash, Invitation.HashOf(secret));

    /// <summary>A device that has signed in here before; null for an unknown one.</summary>
    public DeviceState? Device(byte[]? shown) => shown is { Length: CallerToken.SecretLength }
        ? State.Devices.Find(one => Same(one.Hash, SHA256.HashData(shown)))
        : null;

    /// <summary>Knows a device from now on.</summary>
    public void Remember(byte[]? shown, DateTimeOffset now)
    {
        if (shown is not { Length: CallerToken.SecretLength })
        {
            return;
        }

        if (Device(shown) is { } known)
        {
            (known.LastUsedAt, known.Lock) = (now, LockOut.None);
            return;
        }

        if (State.Devices.Count >= MostDevices)
        {
            State.Devices.Remove(State.Devices.MinBy(one => one.LastUsedAt)!);
        }

        State.Devices.Add(new DeviceState { Hash = SHA256.HashData(shown), LastUsedAt = now });
    }

    private static bool Same(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);
}
