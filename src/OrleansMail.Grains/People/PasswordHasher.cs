using Microsoft.Extensions.Options;

namespace OrleansMail.People;

/// <summary>
/// Argon2id on threads of its own, two at once for strangers and one for those who are known, so that ten thousand guesses take
/// neither the machine's memory nor the grains' threads, nor a place from somebody whose device is known.
/// </summary>
internal sealed class PasswordHasher(IOptions<PeopleOptions> options) : IPasswordHasher, IDisposable
{
    private readonly Argon2Cost _cost = new(options.Value.HashPasses, options.Value.HashMemory);
    private readonly HashLane _strangers = new(atOnce: 2);
    private readonly HashLane _known = new(atOnce: 1);

    public async Task<string?> HashAsync(string password) =>
        (await _known.RunAsync(() => Argon2Hash.Create(password, _cost).ToString())).Value;

    public async Task<bool?> VerifyAsync(string password, string hash, bool isKnown)
    {
        var (value, done) = await (isKnown ? _known : _strangers).RunAsync(() => Verify(password, hash));
        return done ? value : null;
    }

    public bool IsCurrent(string hash) => Argon2Hash.TryParse(hash, out var parsed) && parsed.Cost == _cost;

    public void Dispose()
    {
        _strangers.Dispose();
        _known.Dispose();
    }

    private bool Verify(string password, string hash)
    {
        if (Argon2Hash.TryParse(hash, out var parsed))
        {
            return parsed.Verify(password);
        }

        // The same work for nothing, so that time does not tell who has a password here.
        _ = Argon2Hash.Create(password, _cost);
        return false;
    }
}
