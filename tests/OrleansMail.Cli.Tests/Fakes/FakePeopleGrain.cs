using OrleansMail.People;

namespace OrleansMail.Fakes;

/// <summary>Lists one user and one key, and takes one secret for the first administrator.</summary>
internal sealed class FakePeopleGrain : Grain, IPeopleGrain
{
    public const string Secret = "the first secret";

    public async Task<SessionAnswer> FirstAsync(string name, FirstSignIn shown) => shown.Secret.Trim() == Secret
        ? await GrainFactory.GetGrain<IUserGrain>(name).FoundAsync(shown)
        : SessionAnswer.No(new("sign-in", "name, password or code is wrong"));

    public async Task<User[]> UsersAsync()
    {
        var user = GrainFactory.GetGrain<IUserGrain>("listed");
        await user.CreateAsync([1], [new Wish(Role.Author, "example.com")]);
        return [(await user.ShowAsync())!];
    }

    public async Task<ApiKey[]> KeysAsync()
    {
        var key = GrainFactory.GetGrain<IApiKeyGrain>("listed");
        await key.CreateAsync([1], new ApiKeySettings([], [], DateTimeOffset.UnixEpoch));
        return [(await key.ShowAsync())!];
    }

    public async Task<EmergencyAccount[]> EmergenciesAsync()
    {
        var account = GrainFactory.GetGrain<IEmergencyGrain>("listed");
        await account.SealAsync([1], [new Wish(Role.Administrator, Grant.Everywhere)]);
        return [(await account.ShowAsync())!];
    }

    public Task<bool> HasAdministratorAsync() => Task.FromResult(true);

    public Task OfferFirstAsync(byte[] secretHash) => Task.CompletedTask;

    public Task<bool> IsNewAsync() => Task.FromResult(false);

    public Task JoinAsync(string name) => Task.CompletedTask;

    public Task<bool> LeaveAsync(string name) => Task.FromResult(true);
}
