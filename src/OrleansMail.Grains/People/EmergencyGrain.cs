using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OrleansMail.Campaigns;
using OrleansMail.Incidents;
using OrleansMail.Reports;

namespace OrleansMail.People;

/// <summary>
/// Remembers one sealed account. It knows neither throttle nor address list nor factor: two keys of 256 random bits are
/// not guessed, and it has to open when everything else is in the way.
/// </summary>
[GrainType("emergency")]
internal sealed partial class EmergencyGrain(
    [PersistentState("emergency")] IPersistentState<EmergencyState> stored,
    PeopleParts parts,
    CallAudit audit,
    ILogger<EmergencyGrain> log) : Grain, IEmergencyGrain
{
    private const int SessionLength = 4;

    private string Name => this.GetPrimaryKeyString();

    private string Target => $"emergency:{Name}";

    private EmergencyState State => stored.State;

    private bool IsOwn => Phase == EmergencyPhase.Open
        && Caller.Current is { Kind: CallerKind.Emergency } caller && caller.Name == Name;

    private DateTimeOffset Now => parts.Clock.GetUtcNow();

    private EmergencyPhase Phase => State switch
    {
        { OpenedAt: not null, ReviewedBy: null } => Now < State.EndsAt ? EmergencyPhase.Open : EmergencyPhase.AwaitsReview,
        { SecondHash: not null } => EmergencyPhase.Sealed,
        { FirstHash: not null } => EmergencyPhase.HalfSealed,
        _ => EmergencyPhase.Void,
    };

    public Task<Authentication> AuthenticateAsync(byte[] tokenHash, string from)
    {
        if (Phase != EmergencyPhase.Open || !CryptographicOperations.FixedTimeEquals(State.TokenHash, tokenHash))
        {
            return Task.FromResult(new Authentication(
                new Refusal("session", "this emergency is over; an administrator reviews it"), null, []));
        }

        var caller = new Caller(Name, CallerKind.Emergency, from, State.Session, State.OpenedAt);
        return Task.FromResult(new Authentication(null, caller, Grants()));
    }

    public async Task<EmergencyAnswer> SealAsync(byte[] keyHash, Wish[] wishes)
    {
        var caller = Caller.Current;
        if (Same(State.FirstHash, keyHash) || Same(State.SecondHash, keyHash))
        {
            return Done();
        }

        if (await SealFaultAsync(caller, wishes) is { } refusal)
        {
            return Not(refusal);
        }

        var isSecond = Phase == EmergencyPhase.HalfSealed && State.FirstBy != caller.Name;
        if (isSecond && !State.Wishes.AsSpan().SequenceEqual(wishes))
        {
            return Not(new Refusal(
                "grant", $"{State.FirstBy} has sealed it for {Words(State.Wishes)}: seal it for the same", "grant"));
        }

        await NoteAsync(caller, Trail.EmergencySealed, $"{(isSecond ? "second" : "first")} key, {Words(wishes)}");
        if (isSecond)
        {
            (State.SecondBy, State.SecondHash) = (caller.Name, keyHash);
        }
        else
        {
            (State.Wishes, State.FirstBy, State.FirstHash) = (wishes, caller.Name, keyHash);
            (State.SecondBy, State.SecondHash, State.OpenedAt) = ("", null, null);
            await parts.Directory.PutAsync(DirectoryKind.Emergency, Name, running: false);
        }

        await WriteAsync();
        return Done();
    }

    public async Task<SessionAnswer> OpenAsync(string first, string second, string reason)
    {
        var caller = new Caller(Name, CallerKind.Emergency, Caller.Current.From, "", null);
        if (!AreKeys(Invitation.HashOf(first), Invitation.HashOf(second)) || Phase is EmergencyPhase.AwaitsReview)
        {
            await audit.UnknownRefusedAsync(caller, Trail.EmergencyRefused, Target, "Emergency.Open");
            return SessionAnswer.No(No.Keys);
        }

        if (Reasons.Fault(reason) is { } unreadable)
        {
            return SessionAnswer.No(unreadable);
        }

        var isNew = Phase != EmergencyPhase.Open;
        var until = isNew ? Now + parts.Options.EmergencyFor : State.EndsAt!.Value;
        var session = isNew ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SessionLength)) : State.Session;
        await NoteAsync(caller with { Session = session }, Trail.EmergencyOpened, $"until={until:u} reason={reason}");
        if (isNew)
        {
            (State.OpenedAt, State.EndsAt, State.Session) = (Now, until, session);
            (State.Reason, State.ReviewedBy, State.Review) = (reason, null, "");
        }

        var secret = CallerToken.NewSecret();
        State.TokenHash = SHA256.HashData(secret);
        await WriteAsync();
        LogOpened(Name, until);
        var token = CallerToken.Write(CallerKind.Emergency, Name, secret);
        return new SessionAnswer(null, token, SessionNeeds.Nothing, until);
    }

    public Task<CallerFacts?> WhoAmIAsync() => Task.FromResult(IsOwn
        ? new CallerFacts(
            Name, CallerKind.Emergency, Caller.Current.From, SessionNeeds.Nothing, State.OpenedAt, State.EndsAt, Grants())
        : null);

    public async Task<EmergencyAnswer> CloseAsync()
    {
        var caller = Caller.Current;
        if (!IsOwn)
        {
            return Not(No.NoEmergency);
        }

        await NoteAsync(caller, Trail.EmergencyClosed, "by itself");
        State.EndsAt = Now;
        await WriteAsync();
        return Done();
    }

    public async Task<EmergencyAnswer> ReviewAsync(string reason)
    {
        var caller = Caller.Current;
        if (Reasons.Fault(reason) is { } unreadable)
        {
            return Not(unreadable);
        }

        if (State.OpenedAt is not null && State.ReviewedBy == caller.Name && State.Review == reason)
        {
            return Done();
        }

        if (Phase is not (EmergencyPhase.Open or EmergencyPhase.AwaitsReview))
        {
            return Not(new Refusal("state", $"{Name} was not opened since its last review: there is nothing to review"));
        }

        // Two people behind two keys cannot be told apart from one another: they do not look at themselves.
        if (caller.Kind != CallerKind.Person)
        {
            return Not(new Refusal("not-a-person", "an administrator who has signed in reviews an emergency"));
        }

        if (Phase == EmergencyPhase.Open)
        {
            State.EndsAt = Now;
        }

        (State.FirstHash, State.SecondHash, State.TokenHash) = (null, null, []);
        (State.ReviewedBy, State.Review) = (caller.Name, reason);
        await WriteAsync();
        return Done();
    }

    public Task<EmergencyAccount?> ShowAsync() => Task.FromResult(Shown());

    private static EmergencyAnswer Not(Refusal refusal) => new(refusal, null);

    private static bool Same(byte[]? one, byte[] other) =>
        one is not null && CryptographicOperations.FixedTimeEquals(one, other);

    private static string Words(IEnumerable<Wish> wishes) => string.Join(", ", wishes.Select(wish => wish.ToString()));

    private bool AreKeys(byte[] first, byte[] second) =>
        (Same(State.FirstHash, first) & Same(State.SecondHash, second))
        | (Same(State.FirstHash, second) & Same(State.SecondHash, first));

    private Grant[] Grants() =>
    [
        .. State.Wishes.SelectMany(wish => wish.Rights().Select(right => new Grant(right, wish.Domain))).Distinct(),
    ];

    private async Task<Refusal?> SealFaultAsync(Caller caller, Wish[] wishes)
    {
        if (PersonName.Fault(Name) is { } wrong)
        {
            return new Refusal("name", $"'{Name}' {wrong}", "name");
        }

        if (caller.Kind is not (CallerKind.Person or CallerKind.Engine))
        {
            return new Refusal("not-a-person", "an administrator who has signed in seals an account");
        }

        if (Phase is EmergencyPhase.Open or EmergencyPhase.AwaitsReview)
        {
            return new Refusal(
                "review", $"what was done in it has to be reviewed first: `orleansmail emergency review {Name}`");
        }

        if (wishes.Length == 0)
        {
            return new Refusal("grant", "an account without rights is of no use: name one", "grant");
        }

        if (wishes.Any(wish => wish.Rights().Contains(Right.CampaignApprove, StringComparer.Ordinal)))
        {
            return new Refusal(
                "grant", "an emergency account never approves: nobody knows whether its people are the authors", "grant");
        }

        var own = await GranterRights.OfAsync(GrainFactory, caller, target: null);
        return wishes.Select(wish => GrantRules.Check(caller, own, Name, wish, isGiven: true))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private EmergencyAnswer Done() => new(null, Shown());

    private EmergencyAccount? Shown() => State.FirstBy.Length == 0
        ? null
        : new EmergencyAccount(
            Name,
            Phase,
            State.Wishes,
            State.SecondBy.Length == 0 ? [State.FirstBy] : [State.FirstBy, State.SecondBy],
            State.OpenedAt,
            State.EndsAt,
            State.Reason,
            State.ReviewedBy,
            State.Review);

    // What could not be written down must not take effect, and memory may hold some of it.
    private async Task NoteAsync(Caller caller, string action, string detail)
    {
        try
        {
            await Trail.NoteAsync(GrainFactory, caller with { Grants = [] }, action, Target, detail);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Critical, "The emergency account {Account} was opened, until {Until}")]
    private partial void LogOpened(string account, DateTimeOffset until);
}
