using System.Security.Cryptography;
using System.Text;
using OrleansMail.Campaigns;
using OrleansMail.People;

namespace OrleansMail.Demo;

/// <summary>Makes the demo's people: an administrator from the file of the data folder, who invites two others.</summary>
internal sealed class DemoPeople(IGrainFactory grains, string folder, TimeProvider clock)
{
    private const string SecretFile = "first-administrator";

    /// <summary>The administrator, or why there can be none.</summary>
    public async Task<(DemoPerson? Person, Refusal? Refusal)> FoundAsync(string name)
    {
        var secret = (await File.ReadAllTextAsync(Path.Combine(folder, SecretFile))).Trim();
        var password = NewSecret();
        var begun = await grains.GetGrain<IPeopleGrain>(0).FirstAsync(name, new FirstSignIn(secret, password, "", null));
        return begun.Refusal is { } refusal ? (null, refusal) : await AddFactorAsync(name, password, begun.Token);
    }

    /// <summary>Invites somebody with roles for one sending domain, who signs in and adds a second factor.</summary>
    public async Task<(DemoPerson? Person, Refusal? Refusal)> InviteAsync(
        DemoPerson administrator, string name, string domain, params string[] roles)
    {
        var (invitation, password) = (NewSecret(), NewSecret());
        var user = grains.GetGrain<IUserGrain>(name);
        var created = await administrator.AsAsync(() => user.CreateAsync(
            SHA256.HashData(Encoding.UTF8.GetBytes(invitation)), [.. roles.Select(role => new Wish(role, domain))]));
        if (created.Refusal is { } refusal)
        {
            return (null, refusal);
        }

        var begun = await user.AcceptAsync(new FirstSignIn(invitation, password, "", null));
        return begun.Refusal is { } refused ? (null, refused) : await AddFactorAsync(name, password, begun.Token);
    }

    private async Task<(DemoPerson? Person, Refusal? Refusal)> AddFactorAsync(string name, string password, string token)
    {
        var user = grains.GetGrain<IUserGrain>(name);
        var begun = new DemoPerson(name, token);
        var offer = await begun.AsAsync(() => user.OfferFactorAsync(password, ""));
        if (offer.Refusal is { } refusal || !Base32.TryRead(offer.Secret, out var secret))
        {
            return (null, offer.Refusal);
        }

        // What an authenticator app does with the secret.
        var code = Totp.Code(secret, Totp.StepAt(clock.GetUtcNow()));
        var added = await begun.AsAsync(() => user.ConfirmFactorAsync(code));
        return added.Session is { } session
            ? (new DemoPerson(name, session.Token), null)
            : (null, added.Refusal);
    }

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
