using OrleansMail.Campaigns;
using OrleansMail.People;

namespace OrleansMail.Fakes;

/// <summary>An API key that remembers the last hash; its owner's name is the hash in hex, for the test to see.</summary>
internal sealed class FakeApiKeyGrain : Grain, IApiKeyGrain
{
    private ApiKey? _key;

    public Task<Authentication> AuthenticateAsync(byte[] secretHash, string from) => throw new NotSupportedException();

    public Task<ApiKeyAnswer> CreateAsync(byte[] secretHash, ApiKeySettings settings)
    {
        _key = new ApiKey(
            this.GetPrimaryKeyString(), settings, Convert.ToHexStringLower(secretHash), DateTimeOffset.UnixEpoch, null, null, null);
        return AnswerAsync();
    }

    public Task<ApiKeyAnswer> RotateAsync(byte[] secretHash)
    {
        _key = _key! with { By = Convert.ToHexStringLower(secretHash), OlderUntil = DateTimeOffset.UnixEpoch };
        return AnswerAsync();
    }

    public Task<ApiKeyAnswer> RevokeAsync()
    {
        _key = _key is null ? null : _key with { RevokedAt = DateTimeOffset.UnixEpoch };
        return AnswerAsync();
    }

    public Task<ApiKey?> ShowAsync() => Task.FromResult(_key);

    public Task<CallerFacts?> WhoAmIAsync() => Task.FromResult<CallerFacts?>(null);

    private Task<ApiKeyAnswer> AnswerAsync() => Task.FromResult(
        new ApiKeyAnswer(_key is null ? new Refusal("not-found", "there is no such key", "id") : null, _key));
}
