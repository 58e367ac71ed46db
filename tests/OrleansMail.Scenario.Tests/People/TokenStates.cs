using System.Security.Cryptography;
using OrleansMail.Domains;
using OrleansMail.People;

namespace OrleansMail.Scenarios;

/// <summary>A token of each state that docs/rights.md names. Were it good, it would be good for every right that its kind may have.</summary>
internal sealed class TokenStates(OutsideClient client, Staff staff)
{
    /// <summary>What a silo is set to, so that after <see cref="Later"/> each limit of time is over, and by itself.</summary>
    public static readonly string[] Settings =
    [
        "People:IdleFor=01:00:00",
        "People:LongestSession=1.00:00:00",
        "People:AdministratorIdleFor=1.00:00:00",
        "People:AdministratorLongestSession=01:00:00",
        "People:KeyOverlap=00:30:00",
        "People:UnknownRefusals=1000000",
    ];

    public static readonly TimeSpan Later = TimeSpan.FromHours(2);

    private static readonly string[] All = [.. Role.Names.Append(Right.RecipientsExport).Select(Everywhere)];

    // Whoever manages users or keys has limits of their own: the idle one is passed without these, the absolute one with them.
    private static readonly string[] AllButPeople = [.. All.Where(wish => wish != Everywhere(Role.Administrator))];

    private static readonly Wish[] OfService =
        [.. new[] { Role.Author, Role.Checker, Role.Operator, Role.Auditor }.Select(role => new Wish(role, Grant.Everywhere))];

    private static readonly Wish[] OfEmergency = [new(Role.Administrator, Grant.Everywhere), new(Role.Operator, Grant.Everywhere)];

    /// <summary>The tokens by their state; null for none. Those with a limit of time are good until it is <see cref="Later"/>.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> MakeAsync() => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["none"] = null,
        ["empty"] = "",
        ["misspelt"] = CallerToken.Write(CallerKind.Person, "root", CallerToken.NewSecret())[..^1] + "-",
        ["made up, of a person"] = CallerToken.Write(CallerKind.Person, "root", CallerToken.NewSecret()),
        ["made up, of an API key"] = CallerToken.Write(CallerKind.Service, "no-key", CallerToken.NewSecret()),
        ["made up, of an emergency account"] = CallerToken.Write(CallerKind.Emergency, "no-account", CallerToken.NewSecret()),
        ["a session without a call for too long"] = await PersonAsync("idle", AllButPeople),
        ["a session that lasts too long"] = await PersonAsync("busy", All),
        ["a session signed out"] = await SignedOutAsync("left"),
        ["a session ended by `session end`"] = await EndedAsync("ended"),
        ["a session before a new invitation"] = await InvitedAnewAsync("anew"),
        ["a session before its token was replaced"] = staff.Secrets.First(secret => secret.StartsWith("om_sess_root_", StringComparison.Ordinal)),
        ["a session of somebody disabled"] = await DisabledAsync("disabled"),
        ["an API key that has expired"] = await KeyAsync("expired", TimeSpan.FromHours(1)),
        ["an API key that was revoked"] = await RevokedAsync("revoked"),
        ["an API key's older secret after the overlap"] = await RotatedAsync("rotated"),
        ["an emergency account whose time is over"] = await EmergencyAsync("rescue"),
    };

    /// <summary>An API key for some time.</summary>
    public async Task<string> KeyAsync(string id, TimeSpan lasts)
    {
        var secret = CallerToken.NewSecret();
        var settings = new ApiKeySettings(OfService, [], TimeProvider.System.GetUtcNow() + lasts);
        var made = await AsRootAsync(() => Key(id).CreateAsync(SHA256.HashData(secret), settings));
        Assert.Null(made.Refusal?.Message);
        return await GoodAsync(CallerToken.Write(CallerKind.Service, id, secret));
    }

    private async Task<string> PersonAsync(string name, string[] wishes) => await GoodAsync(await staff.InviteAsync(name, wishes));

    private async Task<string> SignedOutAsync(string name)
    {
        var token = await PersonAsync(name, All);
        return await OutsideClient.CallAsync(token, async () =>
        {
            await User(name).SignOutAsync();
            return token;
        });
    }

    private async Task<string> EndedAsync(string name)
    {
        var token = await PersonAsync(name, All);
        var own = Assert.Single(await OutsideClient.CallAsync(token, User(name).SessionsAsync));
        Assert.Equal(1, await OutsideClient.CallAsync(token, () => User(name).EndSessionAsync(own.Id)));
        return token;
    }

    private async Task<string> InvitedAnewAsync(string name)
    {
        var token = await PersonAsync(name, All);
        Assert.Null((await AsRootAsync(() => User(name).InviteAsync(Invitation.HashOf(Invitation.Create())))).Refusal?.Message);
        return token;
    }

    private async Task<string> DisabledAsync(string name)
    {
        var token = await PersonAsync(name, All);
        Assert.Null((await AsRootAsync(() => User(name).DisableAsync(true))).Refusal?.Message);
        return token;
    }

    private async Task<string> RevokedAsync(string id)
    {
        var token = await KeyAsync(id, TimeSpan.FromDays(1));
        Assert.Null((await AsRootAsync(Key(id).RevokeAsync)).Refusal?.Message);
        return token;
    }

    private async Task<string> RotatedAsync(string id)
    {
        var token = await KeyAsync(id, TimeSpan.FromDays(1));
        Assert.Null((await AsRootAsync(() => Key(id).RotateAsync(SHA256.HashData(CallerToken.NewSecret())))).Refusal?.Message);
        return await GoodAsync(token);
    }

    private async Task<string> EmergencyAsync(string name)
    {
        var (first, second, account) = (Invitation.Create(), Invitation.Create(), client.Grains.GetGrain<IEmergencyGrain>(name));
        var other = await staff.InviteAsync("mona", Everywhere(Role.Administrator));
        await AsRootAsync(() => account.SealAsync(Invitation.HashOf(first), OfEmergency));
        await OutsideClient.CallAsync(other, () => account.SealAsync(Invitation.HashOf(second), OfEmergency));
        var opened = await account.OpenAsync(first, second, "the phones burnt");
        Assert.Null(opened.Refusal?.Message);
        return await GoodAsync(opened.Token);
    }

    // A state tells nothing about a token that was never good.
    private async Task<string> GoodAsync(string token)
    {
        Assert.NotNull(await OutsideClient.CallAsync(token, client.Grains.GetGrain<ISendingDomainGrain>(Engine.Domain).ShowAsync));
        return token;
    }

    private Task<T> AsRootAsync<T>(Func<Task<T>> call) => OutsideClient.CallAsync(staff.Token, call);

    private IUserGrain User(string name) => client.Grains.GetGrain<IUserGrain>(name);

    private IApiKeyGrain Key(string id) => client.Grains.GetGrain<IApiKeyGrain>(id);

    private static string Everywhere(string what) => $"{what}@{Grant.Everywhere}";
}
