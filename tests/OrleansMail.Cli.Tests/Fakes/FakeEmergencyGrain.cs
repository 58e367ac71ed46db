using OrleansMail.Campaigns;
using OrleansMail.People;

namespace OrleansMail.Fakes;

/// <summary>Opens with the two keys that it was told the hashes of.</summary>
internal sealed class FakeEmergencyGrain : Grain, IEmergencyGrain
{
    private readonly List<byte[]> _keys = [];
    private Wish[] _wishes = [];
    private string _reason = "";
    private string? _review;
    private bool _isOpen;

    private EmergencyAccount Account => new(
        this.GetPrimaryKeyString(),
        _isOpen ? EmergencyPhase.Open : _reason.Length > 0 ? EmergencyPhase.AwaitsReview : EmergencyPhase.Sealed,
        _wishes, ["ann", "ben"], null, null, _reason, _review is null ? null : "ann", _review ?? "");

    public Task<Authentication> AuthenticateAsync(byte[] tokenHash, string from) => throw new NotSupportedException();

    public Task<EmergencyAnswer> SealAsync(byte[] keyHash, Wish[] wishes)
    {
        _keys.Add(keyHash);
        _wishes = wishes;
        return Task.FromResult(new EmergencyAnswer(null, Account));
    }

    public Task<SessionAnswer> OpenAsync(string first, string second, string reason)
    {
        if (!IsKey(first) || !IsKey(second))
        {
            return Task.FromResult(SessionAnswer.No(new Refusal("keys", "these two keys open nothing", "keys")));
        }

        (_isOpen, _reason) = (true, reason);
        var token = CallerToken.Write(CallerKind.Emergency, this.GetPrimaryKeyString(), CallerToken.NewSecret());
        return Task.FromResult(new SessionAnswer(null, token, SessionNeeds.Nothing, DateTimeOffset.UnixEpoch.AddHours(1)));
    }

    public Task<CallerFacts?> WhoAmIAsync() => Task.FromResult<CallerFacts?>(new CallerFacts(
        this.GetPrimaryKeyString(), CallerKind.Emergency, "", SessionNeeds.Nothing, null, DateTimeOffset.UnixEpoch.AddHours(1),
        [new Grant(Right.UserManage, Grant.Everywhere)]));

    public Task<EmergencyAnswer> CloseAsync()
    {
        _isOpen = false;
        return Task.FromResult(new EmergencyAnswer(null, Account));
    }

    public Task<EmergencyAnswer> ReviewAsync(string reason)
    {
        (_isOpen, _review) = (false, reason);
        return Task.FromResult(new EmergencyAnswer(null, Account));
    }

    public Task<EmergencyAccount?> ShowAsync() => Task.FromResult<EmergencyAccount?>(Account);

    private bool IsKey(string text) => _keys.Exists(key => key.AsSpan().SequenceEqual(Invitation.HashOf(text)));
}
