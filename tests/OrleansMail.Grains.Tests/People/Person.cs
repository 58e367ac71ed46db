namespace OrleansMail.People;

/// <summary>Somebody in a test: signs in, and calls as who that session is.</summary>
internal sealed class Person
{
    public const string Password = "walnut ferry cobalt tin";

    private static int _number;

    private readonly PeopleCluster _cluster;
    private readonly int _own = Interlocked.Increment(ref _number);

    private Person(PeopleCluster cluster, string name) => (_cluster, Name) = (cluster, $"{name}-{_own}");

    public string Name { get; }

    /// <summary>An address of the person's own, so that one test's failures do not count in another.</summary>
    public string From => $"172.{_own / 250 % 250}.{_own % 250}.1";

    public byte[] Device { get; } = CallerToken.NewSecret();

    public byte[] Secret { get; private set; } = [];

    public string[] Recovery { get; private set; } = [];

    public string Token { get; private set; } = "";

    public IUserGrain Grain => _cluster.Grains.GetGrain<IUserGrain>(Name);

    public Caller Anonymous => new("", CallerKind.Person, From, "", null);

    /// <summary>A name that nobody has been invited under.</summary>
    public static Person Stranger(PeopleCluster cluster, string name = "stranger") => new(cluster, name);

    /// <summary>Somebody who has chosen a password.</summary>
    public static async Task<Person> InvitedAsync(PeopleCluster cluster, params Wish[] wishes)
    {
        var person = new Person(cluster, "person");
        var invitation = Invitation.Create();
        Caller.Engine.Enter();
        Assert.Null((await person.Grain.CreateAsync(Invitation.HashOf(invitation), wishes)).Refusal);
        person.Anonymous.Enter();
        person.Take(await person.Grain.AcceptAsync(new FirstSignIn(invitation, Password, "", person.Device)));
        return person;
    }

    /// <summary>Somebody with a second factor, in a session that has shown it.</summary>
    public static async Task<Person> WithFactorAsync(PeopleCluster cluster, params Wish[] wishes)
    {
        var person = await InvitedAsync(cluster, wishes);
        await person.AddFactorAsync();
        return person;
    }

    public static Task<Person> AdministratorAsync(PeopleCluster cluster) =>
        WithFactorAsync(cluster, new Wish(Role.Administrator, Grant.Everywhere));

    public Task AddFactorAsync() => AddFactorAsync("");

    /// <summary>Another authenticator app instead of the one that is there.</summary>
    public Task ReplaceFactorAsync() => AddFactorAsync(NextCode());

    private async Task AddFactorAsync(string code)
    {
        (await CallerAsync()).Enter();
        var offer = await Grain.OfferFactorAsync(Password, code);
        Assert.Null(offer.Refusal);
        Assert.True(Base32.TryRead(offer.Secret, out var secret));
        Secret = secret;
        var answer = await Grain.ConfirmFactorAsync(Code());
        Assert.Null(answer.Refusal);
        Recovery = answer.RecoveryCodes;
        Take(answer.Session!);
    }

    /// <summary>The code of this moment.</summary>
    public string Code() => Totp.Code(Secret, Totp.StepAt(_cluster.Clock.GetUtcNow()));

    /// <summary>A code that was not used yet: of the next step.</summary>
    public string NextCode()
    {
        _cluster.Clock.Advance(TimeSpan.FromSeconds(30));
        return Code();
    }

    public async Task<SessionAnswer> SignInAsync(
        string password = Password, string code = "", byte[]? device = null, string? from = null)
    {
        (Anonymous with { From = from ?? From }).Enter();
        return await Grain.SignInAsync(new SignIn(password, code, device));
    }

    public void Take(SessionAnswer answer)
    {
        Assert.Null(answer.Refusal);
        Token = answer.Token;
    }

    public Task<Authentication> AuthenticateAsync(string? from = null) => AuthenticateAsync(Token, from ?? From);

    public async Task<Authentication> AuthenticateAsync(string token, string from)
    {
        Assert.True(CallerToken.TryParse(token, out var parsed));
        Assert.Equal((CallerKind.Person, Name), (parsed.Kind, parsed.Owner));
        return await Grain.AuthenticateAsync(parsed.SecretHash, from);
    }

    /// <summary>Who the session is, as the call filter would say.</summary>
    public async Task<Caller> CallerAsync()
    {
        var authentication = await AuthenticateAsync();
        Assert.Null(authentication.Refusal);
        return authentication.Caller!;
    }
}
