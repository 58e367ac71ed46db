using OrleansMail.Audit;
using OrleansMail.Campaigns;

namespace OrleansMail.People;

internal sealed partial class UserGrain
{
    // Somebody who does not exist is locked out too, in memory alone: else a lock would tell who does.
    private LockOut _strangerLock = LockOut.None;

    private LockOut SignInLock
    {
        get => Account.Exists ? stored.State.SignInLock : _strangerLock;
        set
        {
            if (Account.Exists)
            {
                stored.State.SignInLock = value;
            }
            else
            {
                _strangerLock = value;
            }
        }
    }

    public async Task<SessionAnswer> SignInAsync(SignIn shown)
    {
        var from = Caller.Current.From;
        var device = Account.Device(shown.Device);
        if (!IsHeard(device, from))
        {
            return SessionAnswer.No(No.TooMany);
        }

        var isText = PasswordText.TryPrepare(shown.Password, out var prepared);
        if (await parts.Hasher.VerifyAsync(prepared ?? "", stored.State.PasswordHash, isKnown: device is not null) is not { } isRight)
        {
            TakeBack(device, from);
            return SessionAnswer.No(No.Busy);
        }

        var now = Now;
        var isGood = isText && isRight && !stored.State.Disabled && _allowed.Allows(from)
            && Account.TakeCode(shown.Code, now);
        if (!isGood)
        {
            return await FailAsync(device, from, now);
        }

        TakeBack(device, from);
        if (!parts.Hasher.IsCurrent(stored.State.PasswordHash)
            && await parts.Hasher.HashAsync(prepared!) is { } anew)
        {
            stored.State.PasswordHash = anew;
        }

        return await BeginAsync(shown.Device, from, "with password");
    }

    public async Task<SessionAnswer> AcceptAsync(FirstSignIn shown)
    {
        var from = Caller.Current.From;
        var device = Account.Device(shown.Device);
        if (!IsHeard(device, from))
        {
            return SessionAnswer.No(No.TooMany);
        }

        if (stored.State.Disabled || !_allowed.Allows(from) || !Account.IsInvitation(shown.Secret, Now))
        {
            return await FailAsync(device, from, Now);
        }

        var (fault, prepared) = await JudgeAsync(shown.Password);
        if (fault is not null)
        {
            TakeBack(device, from);
            return SessionAnswer.No(fault);
        }

        if (await parts.Hasher.HashAsync(prepared) is not { } hash)
        {
            TakeBack(device, from);
            return SessionAnswer.No(No.Busy);
        }

        // A forgotten password is no way around the factor.
        if (!Account.TakeCode(shown.Code, Now))
        {
            return await FailAsync(device, from, Now);
        }

        TakeBack(device, from);
        await NoteAsync(Trail.PasswordChanged, "by invitation");
        SetPassword(hash, prepared);
        return await BeginAsync(shown.Device, from, "with invitation");
    }

    public async Task<SessionAnswer> FoundAsync(FirstSignIn shown)
    {
        // One who did not come to the factor begins again; nobody else's name is taken over.
        if (Account.IsAdministrator || (Account.Exists && stored.State.CreatedBy != Name))
        {
            return SessionAnswer.No(new Refusal("exists", $"there is a user {Name}; choose another name", "name"));
        }

        if (PersonName.Fault(Name) is { } wrong)
        {
            return SessionAnswer.No(new Refusal("name", $"'{Name}' {wrong}", "name"));
        }

        var all = new Wish(Role.Administrator, Grant.Everywhere);
        var (fault, prepared) = await JudgeAsync(shown.Password, needsFactor: true);
        if (fault is not null)
        {
            return SessionAnswer.No(fault);
        }

        if (await parts.Hasher.HashAsync(prepared) is not { } hash)
        {
            return SessionAnswer.No(No.Busy);
        }

        var now = Now;
        await NoteAsync(Trail.RightGranted, $"{all}, the first administrator");
        await parts.Directory.PutAsync(Reports.DirectoryKind.User, Name, running: false);
        stored.State = new UserState { CreatedAt = now, CreatedBy = Name };
        stored.State.Grants.Add(new Granted(all, Name, now, now));
        SetPassword(hash, prepared);
        return await BeginAsync(shown.Device, Caller.Current.From, "as the first administrator");
    }

    private bool IsHeard(DeviceState? device, string from) => device is null
        ? !SignInLock.IsShut(Now) && parts.Throttle.TryBegin(from)
        : !device.Lock.IsShut(Now);

    private void TakeBack(DeviceState? device, string from)
    {
        if (device is null)
        {
            parts.Throttle.Succeeded(from);
        }
    }

    private async Task<SessionAnswer> FailAsync(DeviceState? device, string from, DateTimeOffset now)
    {
        // A name that nobody has may be a password in the wrong field: it is not written down.
        var caller = new Caller("unknown", CallerKind.Person, from, "", null);
        var target = Account.Exists ? Target : "user:unknown";
        await NoteAsync(caller, Trail.SignInFailed, target, "", AuditResult.Refused);
        var after = (device?.Lock ?? SignInLock).After(now);
        if (after.Failures >= LockOut.SoftLock)
        {
            var what = device is null ? $"{after.Failures} failures in a row" : "a known device failed and is forgotten";
            await NoteAsync(caller, Trail.LockOut, target, what);
        }

        if (device is null)
        {
            SignInLock = after;
        }
        else if (after.Failures >= LockOut.SoftLock)
        {
            stored.State.Devices.Remove(device);
        }
        else
        {
            device.Lock = after;
        }

        if (Account.Exists)
        {
            await WriteAsync();
        }

        return SessionAnswer.No(No.SignIn);
    }

    private async Task<SessionAnswer> BeginAsync(byte[]? device, string from, string how)
    {
        var now = Now;
        (stored.State.SignInLock, stored.State.SessionLock) = (LockOut.None, LockOut.None);
        Account.Remember(device, now);
        var (session, answer) = Account.Begin(Name, from, now, Account.HasFactor);
        var caller = new Caller(Name, CallerKind.Person, from, session.Id, session.SecondFactorAt);
        await NoteAsync(caller, Trail.SignIn, Target, how, AuditResult.Allowed);
        await WriteAsync();
        if (Account.IsAdministrator)
        {
            await People.JoinAsync(Name);
        }

        return answer;
    }
}
