using Orleans.Core.Internal;

namespace OrleansMail.People;

[Collection(PeopleTests.Name)]
public sealed class UserAdministrationTests(PeopleCluster cluster)
{
    private static readonly Wish Reader = new(Right.CampaignRead, "a.example");
    private static readonly Wish Approver = new(Role.Approver, "a.example");

    [Fact]
    public async Task A_right_that_is_revoked_is_gone_at_the_next_call()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        var administrator = await Person.AdministratorAsync(cluster);
        Assert.NotEmpty((await person.AuthenticateAsync()).Grants);

        (await administrator.CallerAsync()).Enter();
        Assert.Null((await person.Grain.RevokeAsync(Reader)).Refusal);

        Assert.Empty((await person.AuthenticateAsync()).Grants);
        Assert.Contains("right-revoked", cluster.Trail.Of($"user:{person.Name}"));
    }

    [Fact]
    public async Task Who_is_disabled_is_out_at_once_and_comes_back_without_sessions()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        var administrator = await Person.AdministratorAsync(cluster);
        var caller = await administrator.CallerAsync();
        caller.Enter();

        Assert.Null((await person.Grain.DisableAsync(true)).Refusal);
        Assert.NotNull((await person.AuthenticateAsync()).Refusal);
        Assert.Empty(await person.Grain.GrantsAsync());
        Assert.Equal(No.SignIn, (await person.SignInAsync()).Refusal);

        caller.Enter();
        Assert.Null((await person.Grain.DisableAsync(false)).Refusal);
        Assert.NotNull((await person.AuthenticateAsync()).Refusal);
        Assert.Null((await person.SignInAsync()).Refusal);
    }

    [Fact]
    public async Task Granting_again_does_not_begin_the_wait_anew()
    {
        var person = await Person.WithFactorAsync(cluster, Reader);
        Caller.Engine.Enter();

        var first = await person.Grain.GrantAsync(Approver);
        cluster.Clock.Advance(TimeSpan.FromHours(1));
        var again = await person.Grain.GrantAsync(Approver);

        Assert.Equal(first.User!.Grants, again.User!.Grants);
    }

    [Fact]
    public async Task Nobody_changes_their_own_rights_or_account()
    {
        var administrator = await Person.AdministratorAsync(cluster);
        (await administrator.CallerAsync()).Enter();

        UserAnswer[] answers =
        [
            await administrator.Grain.GrantAsync(Approver),
            await administrator.Grain.RevokeAsync(new Wish(Role.Administrator, Grant.Everywhere)),
            await administrator.Grain.DisableAsync(true),
            await administrator.Grain.InviteAsync([]),
            await administrator.Grain.DropFactorAsync([]),
        ];

        Assert.All(answers, answer => Assert.Equal("same-person", answer.Refusal?.Code));
        Assert.Null((await administrator.AuthenticateAsync()).Refusal);
    }

    [Fact]
    public async Task The_administrator_of_one_domain_passes_on_what_they_have_there()
    {
        var local = await Person.WithFactorAsync(cluster, new Wish(Right.UserManage, "a.example"), Reader);
        var person = await Person.InvitedAsync(cluster);
        (await local.CallerAsync()).Enter();

        Assert.Null((await person.Grain.GrantAsync(Reader)).Refusal);
        Assert.Equal("right", (await person.Grain.GrantAsync(Approver)).Refusal?.Code);
        Assert.Equal("right", (await person.Grain.GrantAsync(Reader with { Domain = "b.example" })).Refusal?.Code);
        Assert.Equal("right", (await Person.Stranger(cluster).Grain.CreateAsync([], [Approver])).Refusal?.Code);
        Assert.Equal([Reader], (await person.Grain.ShowAsync())!.Grants.Select(granted => granted.Wish));
    }

    [Fact]
    public async Task A_right_taken_from_the_granter_is_not_theirs_to_give_any_more()
    {
        var granter = await Person.WithFactorAsync(cluster, new Wish(Right.UserManage, "a.example"), Reader);
        var person = await Person.InvitedAsync(cluster);
        Caller.Engine.Enter();
        await granter.Grain.RevokeAsync(Reader);

        (await granter.CallerAsync()).Enter();

        Assert.Equal("right", (await person.Grain.GrantAsync(Reader)).Refusal?.Code);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var own = new PeopleCluster();
        await own.InitializeAsync();
        await using var _ = own;
        var (former, last) = (await Person.AdministratorAsync(own), await Person.AdministratorAsync(own));
        Caller.Engine.Enter();
        Assert.Null((await former.Grain.DisableAsync(true)).Refusal);

        UserAnswer[] answers =
        [
            await last.Grain.DisableAsync(true),
            await last.Grain.RevokeAsync(new Wish(Role.Administrator, Grant.Everywhere)),
            await last.Grain.InviteAsync([]),
        ];
        Assert.All(answers, answer => Assert.Equal(No.Last, answer.Refusal));

        // A second one who has not signed in yet is none.
        var second = Person.Stranger(own);
        await second.Grain.CreateAsync([], [new Wish(Role.Administrator, Grant.Everywhere)]);
        Assert.Equal(No.Last, (await last.Grain.DisableAsync(true)).Refusal);

        await Person.AdministratorAsync(own);
        Caller.Engine.Enter();
        Assert.Null((await last.Grain.DisableAsync(true)).Refusal);
    }

    [Fact]
    public async Task A_lost_factor_takes_two_administrators_within_an_hour()
    {
        var person = await Person.WithFactorAsync(cluster, Reader);
        var one = await (await Person.AdministratorAsync(cluster)).CallerAsync();
        var other = await (await Person.AdministratorAsync(cluster)).CallerAsync();
        var invitation = Invitation.Create();
        var hash = Invitation.HashOf(invitation);

        one.Enter();
        Assert.Equal(one.Name, (await person.Grain.DropFactorAsync(hash)).User?.DropAskedBy);
        Assert.True((await person.Grain.DropFactorAsync(hash)).User?.HasFactor);
        cluster.Clock.Advance(TimeSpan.FromHours(1));
        other.Enter();
        Assert.True((await person.Grain.DropFactorAsync(hash)).User?.HasFactor);
        one.Enter();
        Assert.False((await person.Grain.DropFactorAsync(hash)).User?.HasFactor);

        person.Anonymous.Enter();
        person.Take(await person.Grain.AcceptAsync(new FirstSignIn(invitation, Person.Password, "", null)));
        await person.AddFactorAsync();
    }

    [Fact]
    public async Task Addresses_are_checked_at_sign_in_and_at_every_call()
    {
        var person = await Person.InvitedAsync(cluster, Reader);
        Caller.Engine.Enter();
        var answer = await person.Grain.AllowAsync(["::ffff:192.0.2.0/120"]);

        Assert.Equal(["192.0.2.0/24"], answer.User!.Addresses);
        Assert.Equal("address", (await person.AuthenticateAsync()).Refusal?.Code);
        Assert.Equal("address", (await person.AuthenticateAsync("")).Refusal?.Code);
        Assert.Null((await person.AuthenticateAsync("192.0.2.7")).Refusal);
        Assert.Equal(No.SignIn, (await person.SignInAsync()).Refusal);
        Assert.Null((await person.SignInAsync(from: "192.0.2.8")).Refusal);
        Caller.Engine.Enter();
        Assert.Equal("address", (await person.Grain.AllowAsync(["192.0.2.1/24"])).Refusal?.Field);
    }

    [Fact]
    public async Task Nobody_shuts_themselves_out_by_address()
    {
        var administrator = await Person.AdministratorAsync(cluster);
        (await administrator.CallerAsync()).Enter();

        Assert.Equal("address", (await administrator.Grain.AllowAsync(["192.0.2.0/24"])).Refusal?.Code);
        Assert.Null((await administrator.Grain.AllowAsync([administrator.From, "192.0.2.0/24"])).Refusal);
    }

    [Fact]
    public async Task The_first_administrator_is_made_once_with_the_secret_of_the_folder()
    {
        var own = new PeopleCluster();
        await own.InitializeAsync();
        await using var _ = own;
        var people = own.Grains.GetGrain<IPeopleGrain>(0);
        var secret = Invitation.Create();
        Caller.Engine.Enter();
        Assert.False(await people.HasAdministratorAsync());
        await people.OfferFirstAsync(Invitation.HashOf(secret));
        var first = Person.Stranger(own);
        first.Anonymous.Enter();
        var shown = new FirstSignIn(secret, Person.Password, "", first.Device);

        Assert.Equal(No.SignIn, (await people.FirstAsync(first.Name, shown with { Secret = Invitation.Create() })).Refusal);
        Assert.Equal("password", (await people.FirstAsync(first.Name, shown with { Password = "sunshine" })).Refusal?.Code);
        Assert.Equal("name", (await people.FirstAsync("First!", shown)).Refusal?.Code);
        first.Take(await people.FirstAsync(first.Name, shown));
        Assert.Equal(No.SignIn, (await people.FirstAsync("second", shown)).Refusal);

        await first.AddFactorAsync();
        Caller.Engine.Enter();
        Assert.True(await people.HasAdministratorAsync());
        await people.OfferFirstAsync(Invitation.HashOf(secret));
        Assert.Equal(No.SignIn, (await people.FirstAsync("second", shown)).Refusal);
        Assert.Contains(new Grant(Right.UserManage, Grant.Everywhere), (await first.AuthenticateAsync()).Grants);
    }

    [Fact]
    public async Task What_is_remembered_survives_the_activation()
    {
        var person = await Person.WithFactorAsync(cluster, Approver);
        Caller.Engine.Enter();
        var before = await person.Grain.ShowAsync();
        await person.Grain.Cast<IGrainManagementExtension>().DeactivateOnIdle(TestContext.Current.CancellationToken);

        var after = await person.Grain.ShowAsync();

        Assert.Equivalent(before, after, strict: true);
        Assert.Null((await person.SignInAsync(code: person.NextCode(), device: person.Device)).Refusal);
    }

    [Fact]
    public async Task Creating_twice_makes_one_and_another_invitation_is_refused()
    {
        var person = Person.Stranger(cluster);
        Caller.Engine.Enter();
        var hash = Invitation.HashOf(Invitation.Create());

        Assert.Null((await person.Grain.CreateAsync(hash, [Reader])).Refusal);
        Assert.Null((await person.Grain.CreateAsync(hash, [Reader])).Refusal);

        Assert.Equal("exists", (await person.Grain.CreateAsync([1], [Reader])).Refusal?.Code);
        Assert.Equal("name", (await cluster.Grains.GetGrain<IUserGrain>("Ann").CreateAsync(hash, [])).Refusal?.Code);
        Assert.Contains(await cluster.Grains.GetGrain<IPeopleGrain>(0).UsersAsync(), user => user.Name == person.Name);
    }
}
