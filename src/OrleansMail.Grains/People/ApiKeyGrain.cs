using System.Security.Cryptography;
using OrleansMail.Campaigns;

namespace OrleansMail.People;

/// <summary>Remembers one API key.</summary>
[GrainType("api-key")]
internal sealed class ApiKeyGrain(
    [PersistentState("api-key")] IPersistentState<ApiKeyState> stored, PeopleParts parts) : Grain, IApiKeyGrain
{
    private static readonly TimeSpan BetweenUseWrites = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private IGrainTimer? _useWrite;
    private AddressList _allowed = AddressList.Everywhere;
    private Grant[] _grants = [];

    private string Id => this.GetPrimaryKeyString();

    private bool Exists => stored.State.CreatedAt != default;

    private DateTimeOffset Now => parts.Clock.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        TakeOver();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_useWrite is not null)
        {
            await stored.WriteStateAsync(cancellationToken);
        }
    }

    public Task<Authentication> AuthenticateAsync(byte[] secretHash, string from)
    {
        var (state, now) = (stored.State, Now);
        if (!IsSecret(secretHash, now) || state.RevokedAt is not null || now >= state.Settings.ExpiresAt)
        {
            return Refused("api-key", "the API key is unknown, revoked or expired; see `orleansmail key list`");
        }

        if (!_allowed.Allows(from))
        {
            return Refused("address", $"the API key {Id} may not be used from this address");
        }

        state.LastUsedAt = now;
        _useWrite ??= this.RegisterGrainTimer(
            _ => WriteAsync(), new GrainTimerCreationOptions(BetweenUseWrites, Timeout.InfiniteTimeSpan));
        return Task.FromResult(new Authentication(
            null, new Caller(Id, CallerKind.Service, from, "", null), _grants));
    }

    public async Task<ApiKeyAnswer> CreateAsync(byte[] secretHash, ApiKeySettings settings)
    {
        var (now, caller) = (Now, Caller.Current);
        if (Exists)
        {
            return stored.State.SecretHash.AsSpan().SequenceEqual(secretHash)
                ? Done()
                : Not(new Refusal("exists", $"the id {Id} is taken; choose another one", "id"));
        }

        if (PersonName.Fault(Id) is { } wrong)
        {
            return Not(new Refusal("id", $"'{Id}' {wrong}", "id"));
        }

        if (settings.ExpiresAt <= now || settings.ExpiresAt > now + Longest)
        {
            return Not(new Refusal("expires", "a key lasts 366 days at most; rotate it in time", "expires"));
        }

        if (!AddressList.TryParse(settings.Addresses, out var allowed, out var reason))
        {
            return Not(new Refusal("address", reason, "address"));
        }

        if (await WishFaultAsync(settings.Wishes, isGiven: true) is { } refusal)
        {
            return Not(refusal);
        }

        foreach (var wish in settings.Wishes)
        {
            await NoteAsync(Trail.RightGranted, $"{wish}");
        }

        await parts.Directory.PutAsync(Reports.DirectoryKind.ApiKey, Id, running: false);
        var state = stored.State;
        (state.CreatedAt, state.CreatedBy, state.SecretHash) = (now, caller.Name, secretHash);
        state.Settings = settings with { Addresses = allowed.Ranges };
        await WriteAsync();
        return Done();
    }

    public async Task<ApiKeyAnswer> RotateAsync(byte[] secretHash)
    {
        var state = stored.State;
        if (!Exists || state.RevokedAt is not null)
        {
            return Not(No.NoKey);
        }

        if (state.SecretHash.AsSpan().SequenceEqual(secretHash))
        {
            return Done();
        }

        if (await WishFaultAsync(state.Settings.Wishes, isGiven: true) is { } refusal)
        {
            return Not(refusal);
        }

        (state.OlderHash, state.OlderUntil) = (state.SecretHash, Now + parts.Options.KeyOverlap);
        state.SecretHash = secretHash;
        await WriteAsync();
        return Done();
    }

    public async Task<ApiKeyAnswer> RevokeAsync()
    {
        if (!Exists)
        {
            return Not(No.NoKey);
        }

        if (await WishFaultAsync(stored.State.Settings.Wishes, isGiven: false) is { } refusal)
        {
            return Not(refusal);
        }

        if (stored.State.RevokedAt is null)
        {
            await NoteAsync(Trail.RightRevoked, "all of the key");
            stored.State.RevokedAt = Now;
            await WriteAsync();
        }

        return Done();
    }

    public Task<ApiKey?> ShowAsync() => Task.FromResult(Shown());

    public Task<CallerFacts?> WhoAmIAsync()
    {
        var caller = Caller.Current;
        return Task.FromResult(caller.Kind == CallerKind.Service && caller.Name == Id && Exists
            ? new CallerFacts(
                Id, CallerKind.Service, caller.From, SessionNeeds.Nothing, null, stored.State.Settings.ExpiresAt, _grants)
            : null);
    }

    private static ApiKeyAnswer Not(Refusal refusal) => new(refusal, null);

    private static Task<Authentication> Refused(string code, string message) =>
        Task.FromResult(new Authentication(new Refusal(code, message), null, []));

    private ApiKeyAnswer Done() => new(null, Shown());

    private ApiKey? Shown()
    {
        var state = stored.State;
        var older = state.OlderHash is not null && Now < state.OlderUntil ? state.OlderUntil : (DateTimeOffset?)null;
        return Exists
            ? new ApiKey(Id, state.Settings, state.CreatedBy, state.CreatedAt, older, state.RevokedAt, state.LastUsedAt)
            : null;
    }

    private bool IsSecret(byte[] hash, DateTimeOffset now)
    {
        var isCurrent = CryptographicOperations.FixedTimeEquals(stored.State.SecretHash, hash);
        var isOlder = stored.State.OlderHash is { } older && CryptographicOperations.FixedTimeEquals(older, hash);
        return isCurrent || (isOlder && now < stored.State.OlderUntil);
    }

    private async Task<Refusal?> WishFaultAsync(Wish[] wishes, bool isGiven)
    {
        var caller = Caller.Current;
        var own = await GranterRights.OfAsync(GrainFactory, caller, target: null);
        foreach (var wish in wishes)
        {
            if (GrantRules.Check(caller, own, null, wish, isGiven) is { } refusal)
            {
                return refusal;
            }
        }

        return wishes.Length > 0 ? null : new Refusal("right", "a key without rights is of no use: name one", "grant");
    }

    private Task NoteAsync(string action, string detail) =>
        Trail.NoteAsync(GrainFactory, Caller.Current, action, $"key:{Id}", detail);

    private async Task WriteAsync()
    {
        TakeOver();
        _useWrite?.Dispose();
        _useWrite = null;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            // Memory is ahead of storage: the next call reads what is stored.
            DeactivateOnIdle();
            throw;
        }
    }

    private void TakeOver()
    {
        var granted = stored.State.Settings.Wishes.Select(wish => new Granted(wish, "", default, default));
        _grants = Rights.Effective(granted, Now);
        _allowed = AddressList.TryParse(stored.State.Settings.Addresses, out var allowed, out var reason)
            ? allowed
            : throw new InvalidOperationException(reason);
    }
}
