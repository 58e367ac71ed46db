using System.Security.Cryptography;
using OrleansMail.Campaigns;
using OrleansMail.People;

namespace OrleansMail.Fakes;

/// <summary>A user whose password is <c>right</c> and whose factor has the secret of twenty zeros, once it is added.</summary>
internal sealed class FakeUserGrain : Grain, IUserGrain
{
    public const string Password = "right";

    private static readonly byte[] Secret = new byte[Totp.SecretLength];
    private static readonly Refusal Wrong = new("sign-in", "name, password or code is wrong");

    private readonly List<Granted> _grants = [];
    private byte[] _tokenHash = [];
    private byte[] _invitation = [];
    private string _password = Password;
    private string[] _addresses = [];
    private bool _hasFactor;
    private bool _disabled;
    private string? _dropAskedBy;

    private string Name => this.GetPrimaryKeyString();

    // The fake checks what the silo's call filter would: that the call shows the session's token.
    private bool IsSignedIn => RequestContext.Get(CallerToken.ContextKey) is string text
        && CallerToken.TryParse(text, out var token)
        && token.Owner == Name
        && token.SecretHash.AsSpan().SequenceEqual(_tokenHash);

    public Task<SessionAnswer> SignInAsync(SignIn shown) => Task.FromResult(
        shown.Password == _password && IsCode(shown.Code) && shown.Device is { Length: 32 }
            ? Token()
            : SessionAnswer.No(Wrong));

    public Task<SessionAnswer> AcceptAsync(FirstSignIn shown)
    {
        if (!Invitation.HashOf(shown.Secret).AsSpan().SequenceEqual(_invitation))
        {
            return Task.FromResult(SessionAnswer.No(Wrong));
        }

        _password = shown.Password;
        return Task.FromResult(Token());
    }

    public Task SignOutAsync()
    {
        _tokenHash = IsSignedIn ? [] : _tokenHash;
        return Task.CompletedTask;
    }

    public Task<CallerFacts?> WhoAmIAsync() => Task.FromResult(!IsSignedIn ? null : new CallerFacts(
        Name, CallerKind.Person, "127.0.0.1", SessionNeeds.Nothing, null, DateTimeOffset.UnixEpoch,
        [new Grant(Right.CampaignRead, "example.com")])
    {
        Later = [new Granted(new Wish("approver", "example.com"), "mika", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1))],
    });

    public Task<SessionAnswer> ChangePasswordAsync(string current, string wanted)
    {
        if (!IsSignedIn || current != _password)
        {
            return Task.FromResult(SessionAnswer.No(Wrong));
        }

        _password = wanted;
        return Task.FromResult(Token());
    }

    public Task<SessionAnswer> StepUpAsync(string code) =>
        Task.FromResult(IsSignedIn && _hasFactor && IsCode(code) ? Token() : SessionAnswer.No(Wrong));

    public Task<FactorOffer> OfferFactorAsync(string password, string code) => Task.FromResult(
        IsSignedIn && password == _password && IsCode(code)
            ? new FactorOffer(null, Base32.Write(Secret), Totp.Uri(Secret, "OrleansMail", Name).AbsoluteUri)
            : FactorOffer.No(Wrong));

    public Task<FactorAnswer> ConfirmFactorAsync(string code)
    {
        _hasFactor = true;
        return RenewRecoveryAsync(code);
    }

    public Task<FactorAnswer> RenewRecoveryAsync(string code) => Task.FromResult(
        IsSignedIn && IsCode(code)
            ? new FactorAnswer(null, ["AAAA-BBBB-CCCC-DDDD"], Token())
            : FactorAnswer.No(Wrong));

    public Task<SessionView[]> SessionsAsync() => Task.FromResult<SessionView[]>(IsSignedIn
        ? [new SessionView("s1", "127.0.0.1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, true)]
        : []);

    public Task<int> EndSessionAsync(string session) => Task.FromResult(session.Length == 0 ? 2 : session == "s2" ? 1 : 0);

    public Task<UserAnswer> CreateAsync(byte[] invitationHash, Wish[] wishes)
    {
        _invitation = invitationHash;
        _grants.AddRange(wishes.Select(Of));
        return AnswerAsync();
    }

    public Task<UserAnswer> InviteAsync(byte[] invitationHash)
    {
        _invitation = invitationHash;
        return AnswerAsync();
    }

    public Task<UserAnswer> DropFactorAsync(byte[] invitationHash)
    {
        _dropAskedBy = _dropAskedBy is null ? "root" : null;
        _invitation = invitationHash;
        return AnswerAsync();
    }

    public Task<UserAnswer> GrantAsync(Wish wish)
    {
        _grants.Add(Of(wish));
        return AnswerAsync();
    }

    public Task<UserAnswer> RevokeAsync(Wish wish)
    {
        _grants.RemoveAll(granted => granted.Wish == wish);
        return AnswerAsync();
    }

    public Task<UserAnswer> DisableAsync(bool disabled)
    {
        _disabled = disabled;
        return AnswerAsync();
    }

    public Task<UserAnswer> AllowAsync(string[] addresses)
    {
        _addresses = addresses;
        return AnswerAsync();
    }

    public Task<User?> ShowAsync() => Task.FromResult(_invitation.Length == 0 ? null : Now());

    public Task<Authentication> AuthenticateAsync(byte[] tokenHash, string from) => throw new NotSupportedException();

    public Task<Grant[]> GrantsAsync() => throw new NotSupportedException();

    public Task<SessionAnswer> FoundAsync(FirstSignIn shown)
    {
        (_password, _invitation) = (shown.Password, [1]);
        return Task.FromResult(Token());
    }

    private static Granted Of(Wish wish) => new(wish, "root", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private bool IsCode(string code) => !_hasFactor
        || Totp.Match(Secret, code, TimeProvider.System.GetUtcNow(), after: 0, drift: 1) is not null;

    private SessionAnswer Token()
    {
        var secret = CallerToken.NewSecret();
        _tokenHash = SHA256.HashData(secret);
        return new SessionAnswer(
            null, CallerToken.Write(CallerKind.Person, Name, secret),
            _hasFactor ? SessionNeeds.Nothing : SessionNeeds.Factor, DateTimeOffset.UnixEpoch);
    }

    private Task<UserAnswer> AnswerAsync() => Task.FromResult(new UserAnswer(null, Now()));

    private User? Now() => new(
        Name, DateTimeOffset.UnixEpoch, _disabled, false, _hasFactor, 10, 1, [.. _grants], _addresses, null, _dropAskedBy);
}
