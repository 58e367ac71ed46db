using System.Security.Cryptography;
using System.Text;
using OrleansMail.People;

namespace OrleansMail.Scenarios;

/// <summary>People who sign in from outside, each with a password and a second factor of their own.</summary>
internal sealed class Staff(OutsideClient client, string firstSecret)
{
    private const string Administrator = "root";

    private readonly List<string> _secrets = [];

    /// <summary>The session of the first administrator.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Every password, invitation, factor, token and API key that there was.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    /// <summary>Makes the first administrator with the secret of the data folder.</summary>
    public async Task<string> FoundAsync()
    {
        var password = Password();
        var begun = await client.Grains.GetGrain<IPeopleGrain>(0)
            .FirstAsync(Administrator, new FirstSignIn(firstSecret, password, "", null));
        Assert.Null(begun.Refusal?.Message);
        return Token = await AddFactorAsync(Administrator, password, begun.Token);
    }

    /// <summary>A person with roles or rights, as <c>what@domain</c>; the answer is the token of the session.</summary>
    public async Task<string> InviteAsync(string name, params string[] wishes)
    {
        var (invitation, password) = (Password(), Password());
        var user = client.Grains.GetGrain<IUserGrain>(name);
        var created = await OutsideClient.CallAsync(Token, () => user.CreateAsync(
            SHA256.HashData(Encoding.UTF8.GetBytes(invitation)),
            [.. wishes.Select(wish => wish.Split('@')).Select(parts => new Wish(parts[0], parts[1]))]));
        Assert.Null(created.Refusal?.Message);
        _secrets.Add(invitation);
        var begun = await user.AcceptAsync(new FirstSignIn(invitation, password, "", null));
        Assert.Null(begun.Refusal?.Message);
        return await AddFactorAsync(name, password, begun.Token);
    }

    /// <summary>An API key that was used once; the answer is its token.</summary>
    public async Task<string> AddKeyAsync(string id, Wish wish)
    {
        var (key, secret) = (client.Grains.GetGrain<IApiKeyGrain>(id), CallerToken.NewSecret());
        var settings = new ApiKeySettings([wish], [], TimeProvider.System.GetUtcNow().AddDays(1));
        var made = await OutsideClient.CallAsync(Token, () => key.CreateAsync(SHA256.HashData(secret), settings));
        Assert.Null(made.Refusal?.Message);
        var token = CallerToken.Write(CallerKind.Service, id, secret);
        Assert.Equal(id, (await OutsideClient.CallAsync(token, key.WhoAmIAsync))?.Name);
        _secrets.Add(token);
        return token;
    }

    private async Task<string> AddFactorAsync(string name, string password, string token)
    {
        var user = client.Grains.GetGrain<IUserGrain>(name);
        var offer = await OutsideClient.CallAsync(token, () => user.OfferFactorAsync(password, ""));
        Assert.Null(offer.Refusal?.Message);
        Assert.True(Base32.TryRead(offer.Secret, out var secret));
        var code = Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow()));
        _secrets.AddRange([password, offer.Secret, Convert.ToHexStringLower(secret), token]);
        var added = await OutsideClient.CallAsync(token, () => user.ConfirmFactorAsync(code));
        Assert.Null(added.Refusal?.Message);
        _secrets.AddRange([.. added.RecoveryCodes, added.Session!.Token]);
        return added.Session.Token;
    }

    private static string Password() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
