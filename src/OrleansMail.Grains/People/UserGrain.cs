using OrleansMail.Audit;
using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>
/// Remembers one person. Every change is one conditional write: of two activations that accept the same code, the second
/// fails and accepts nothing.
/// </summary>
[GrainType("user")]
internal sealed partial class UserGrain(
    [PersistentState("user")] IPersistentState<UserState> stored, PeopleParts parts) : Grain, IUserGrain
{
    private static readonly TimeSpan BetweenIdleWrites = TimeSpan.FromMinutes(1);

    private IGrainTimer? _idleWrite;
    private bool _isStale;
    private AddressList _allowed = AddressList.Everywhere;
    private (Grant[] Grants, DateTimeOffset At)? _effective;

    private string Name => this.GetPrimaryKeyString();

    private string Target => $"user:{Name}";

    private Account Account => new(stored.State, parts.Options);

    private IPeopleGrain People => GrainFactory.GetGrain<IPeopleGrain>(0);

    private DateTimeOffset Now => parts.Clock.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        TakeOver();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Idle times alone: whatever else changed was written where it changed.
        if (_idleWrite is not null)
        {
            await stored.WriteStateAsync(cancellationToken);
        }
    }

    public async Task<Authentication> AuthenticateAsync(byte[] tokenHash, string from)
    {
        var now = Now;
        if (Account.Session(tokenHash, now) is not { } session)
        {
            return Refused("session", "the session has ended; sign in again with `orleansmail login`");
        }

        if (!_allowed.Allows(from))
        {
            return Refused("address", $"{Name} may not call from this address; an administrator can allow it");
        }

        session.LastUsedAt = now;
        WriteLater();
        var caller = new Caller(Name, CallerKind.Person, from, session.Id, session.SecondFactorAt);
        if (Account.Needs(now) != SessionNeeds.Nothing)
        {
            return new Authentication(null, caller, []);
        }

        var (grants, away) = await FromAsync(from, now);
        return new Authentication(null, caller with { Away = away }, grants);
    }

    public Task<Grant[]> GrantsAsync() => Task.FromResult(stored.State.Disabled ? [] : Effective(Now));

    public Task<User?> ShowAsync() => Task.FromResult(Shown());

    private static Authentication Refused(string code, string message) => new(new Refusal(code, message), null, []);

    // A right that waits begins to count within the second; what is taken away is gone at once, by TakeOver.
    private Grant[] Effective(DateTimeOffset now)
    {
        if (_effective is not { } known || now - known.At >= TimeSpan.FromSeconds(1) || now < known.At)
        {
            known = (Rights.Effective(stored.State.Grants, now), now);
            _effective = known;
        }

        return known.Grants;
    }

    private User? Shown()
    {
        if (!Account.Exists)
        {
            return null;
        }

        var (state, now, account) = (stored.State, Now, Account);
        return new User(
            Name,
            state.CreatedAt,
            state.Disabled,
            !account.HasPassword,
            account.HasFactor,
            state.Recovery.Count,
            state.Sessions.Count(session => !account.IsOver(session, now)),
            [.. state.Grants],
            state.Addresses,
            state.SignInLock.IsShut(now) ? state.SignInLock.OpensAt : null,
            state.DropAskedBy.Length > 0 && now < state.DropAskedUntil ? state.DropAskedBy : null);
    }

    private async Task WriteAsync()
    {
        TakeOver();
        try
        {
            await stored.WriteStateAsync();
            _idleWrite?.Dispose();
            _idleWrite = null;
        }
        catch
        {
            Discard();
            throw;
        }
    }

    /// <summary>Memory is ahead of storage: the next call reads what is stored.</summary>
    private void Discard()
    {
        _isStale = true;
        _idleWrite?.Dispose();
        _idleWrite = null;
        DeactivateOnIdle();
    }

    private Task NoteAsync(string action, string detail) => NoteAsync(Caller.Current, action, Target, detail);

    // What could not be written down must not take effect, and memory may hold some of it.
    private async Task NoteAsync(
        Caller caller, string action, string target, string detail, AuditResult result = AuditResult.Noted)
    {
        try
        {
            await Trail.NoteAsync(GrainFactory, caller, action, target, detail, result);
        }
        catch
        {
            Discard();
            throw;
        }
    }

    /// <summary>Derives anew what is kept beside the state.</summary>
    private void TakeOver()
    {
        _effective = null;
        _allowed = AddressList.TryParse(stored.State.Addresses, out var allowed, out var reason)
            ? allowed
            : throw new InvalidOperationException(reason);
    }

    // Calls come by the thousand, and each is a use: the time of the last is written once a minute at most.
    private void WriteLater()
    {
        if (!_isStale)
        {
            _idleWrite ??= this.RegisterGrainTimer(
                _ => WriteAsync(), new GrainTimerCreationOptions(BetweenIdleWrites, Timeout.InfiniteTimeSpan));
        }
    }
}
