namespace OrleansMail.People;

/// <summary>Sealed accounts: two administrators make the keys, two keys open, for an hour, once, with a review.</summary>
[Collection(PeopleTests.Name)]
public sealed class EmergencyTests(PeopleCluster cluster)
{
    private static readonly Wish[] Rescue = [new(Role.Administrator, Grant.Everywhere), new(Right.CampaignStop, Grant.Everywhere)];

    private readonly string _name = $"rescue-{Guid.NewGuid():N}"[..20];
    private readonly (string First, string Second) _keys = (Invitation.Create(), Invitation.Create());

    private IEmergencyGrain Account => cluster.Grains.GetGrain<IEmergencyGrain>(_name);

    [Fact]
    public async Task Two_keys_of_two_administrators_open_it_for_an_hour_and_no_longer()
    {
        await SealedAsync();

        var opened = await OpenAsync();

        Assert.Null(opened.Refusal);
        Assert.Equal(cluster.Clock.GetUtcNow().AddHours(1), opened.EndsAt);
        var caller = await CallerAsync(opened);
        Assert.Equal((_name, CallerKind.Emergency), (caller!.Caller!.Name, caller.Caller.Kind));
        Assert.Contains(new Grant(Right.UserManage, Grant.Everywhere), caller.Grants);
        Assert.DoesNotContain(caller.Grants, grant => grant.Right == Right.CampaignApprove);
        Assert.Equal(
            [Trail.EmergencySealed, Trail.EmergencySealed, Trail.EmergencyOpened], cluster.Trail.Of($"emergency:{_name}"));

        cluster.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("session", (await CallerAsync(opened)).Refusal?.Code);
        Assert.Equal("keys", (await OpenAsync()).Refusal?.Code);
    }

    [Fact]
    public async Task One_administrator_alone_seals_nothing()
    {
        var ann = await AdministratorAsync();
        Assert.Null((await SealAsync(ann, _keys.First)).Refusal);

        var second = await SealAsync(ann, _keys.Second);

        Assert.Equal(EmergencyPhase.HalfSealed, second.Account!.Phase);
        Assert.Equal("keys", (await OpenAsync()).Refusal?.Code);
    }

    [Fact]
    public async Task The_second_administrator_seals_the_same_rights_or_nothing()
    {
        await SealAsync(await AdministratorAsync(), _keys.First);
        (await AdministratorAsync()).Enter();

        var other = await Account.SealAsync(
            Invitation.HashOf(_keys.Second), [new Wish(Role.Auditor, Grant.Everywhere)]);

        Assert.Equal("grant", other.Refusal?.Code);
        Assert.Equal("keys", (await OpenAsync()).Refusal?.Code);
    }

    [Theory]
    [InlineData(Role.Approver)]
    [InlineData(Right.CampaignApprove)]
    public async Task It_never_approves(string what)
    {
        (await AdministratorAsync()).Enter();

        var answer = await Account.SealAsync(Invitation.HashOf(_keys.First), [new Wish(what, Grant.Everywhere)]);

        Assert.Equal("grant", answer.Refusal?.Code);
    }

    [Fact]
    public async Task A_wrong_key_opens_nothing_leaves_an_entry_and_does_not_hold_the_right_ones_up()
    {
        await SealedAsync();
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal("keys", (await OpenAsync(second: Invitation.Create())).Refusal?.Code);
        }

        Assert.Equal("keys", (await OpenAsync(second: _keys.First)).Refusal?.Code);
        Assert.Contains(Trail.EmergencyRefused, cluster.Trail.Of($"emergency:{_name}"));
        Assert.InRange(cluster.Trail.Of($"emergency:{_name}").Count(action => action == Trail.EmergencyRefused), 1, 60);
        Assert.Null((await OpenAsync(first: _keys.Second, second: _keys.First)).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\nb")]
    public async Task It_takes_a_reason(string reason)
    {
        await SealedAsync();

        Assert.Equal("reason", (await OpenAsync(reason: reason)).Refusal?.Code);
    }

    [Fact]
    public async Task Opening_it_again_gives_another_token_and_no_more_time()
    {
        await SealedAsync();
        var first = await OpenAsync();
        cluster.Clock.Advance(TimeSpan.FromMinutes(40));

        var second = await OpenAsync();

        Assert.Equal(first.EndsAt, second.EndsAt);
        Assert.NotNull((await CallerAsync(first)).Refusal);
        Assert.Null((await CallerAsync(second)).Refusal);
    }

    [Fact]
    public async Task Without_an_entry_it_does_not_open()
    {
        await SealedAsync();
        cluster.Trail.Fails = true;
        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync());
        }
        finally
        {
            cluster.Trail.Fails = false;
        }

        Caller.Engine.Enter();
        Assert.Equal(EmergencyPhase.Sealed, (await Account.ShowAsync())!.Phase);
    }

    [Fact]
    public async Task After_an_opening_it_is_sealed_anew_only_when_somebody_else_has_reviewed_it()
    {
        var (ann, ben) = await SealedAsync();
        var opened = await OpenAsync();
        var inside = (await CallerAsync(opened)).Caller!;
        Assert.Equal("review", (await SealAsync(ann, Invitation.Create())).Refusal?.Code);

        (inside with { Grants = [new Grant(Right.UserManage, Grant.Everywhere)] }).Enter();
        Assert.Equal("not-a-person", (await Account.ReviewAsync("All was well.")).Refusal?.Code);
        Assert.Equal("not-a-person", (await SealAsync(inside, Invitation.Create())).Refusal?.Code);

        ben.Enter();
        var reviewed = await Account.ReviewAsync("Ann's phone was gone.");
        Assert.Equal((EmergencyPhase.Void, ben.Name), (reviewed.Account!.Phase, reviewed.Account.ReviewedBy));
        Assert.Equal("session", (await CallerAsync(opened)).Refusal?.Code);
        Assert.Equal("keys", (await OpenAsync()).Refusal?.Code);
        Assert.Null((await SealAsync(ann, Invitation.Create())).Refusal);
    }

    [Fact]
    public async Task Whoever_opened_it_closes_it_and_nobody_else_does()
    {
        var (ann, _) = await SealedAsync();
        var opened = await OpenAsync();
        ann.Enter();
        Assert.Equal("not-found", (await Account.CloseAsync()).Refusal?.Code);

        (await CallerAsync(opened)).Caller!.Enter();
        Assert.Equal((_name, CallerKind.Emergency), ((await Account.WhoAmIAsync())!.Name, (await Account.WhoAmIAsync())!.Kind));
        Assert.Equal(EmergencyPhase.AwaitsReview, (await Account.CloseAsync()).Account!.Phase);

        Assert.Equal("session", (await CallerAsync(opened)).Refusal?.Code);
        Assert.Contains(Trail.EmergencyClosed, cluster.Trail.Of($"emergency:{_name}"));
    }

    [Fact]
    public async Task It_manages_users_as_its_rights_say()
    {
        await SealedAsync();
        var found = await CallerAsync(await OpenAsync());
        (found.Caller! with { Grants = found.Grants }).Enter();
        var user = cluster.Grains.GetGrain<IUserGrain>($"new-{Guid.NewGuid():N}"[..16]);

        var created = await user.CreateAsync(
            Invitation.HashOf(Invitation.Create()), [new Wish(Role.Administrator, Grant.Everywhere)]);

        Assert.Null(created.Refusal?.Message);
    }

    private async Task<Caller> AdministratorAsync() => await (await Person.AdministratorAsync(cluster)).CallerAsync();

    private async Task<(Caller Ann, Caller Ben)> SealedAsync()
    {
        var (ann, ben) = (await AdministratorAsync(), await AdministratorAsync());
        Assert.Null((await SealAsync(ann, _keys.First)).Refusal?.Message);
        var answer = await SealAsync(ben, _keys.Second);
        Assert.Null(answer.Refusal?.Message);
        Assert.Equal(EmergencyPhase.Sealed, answer.Account!.Phase);
        return (ann, ben);
    }

    private Task<EmergencyAnswer> SealAsync(Caller caller, string key)
    {
        caller.Enter();
        return Account.SealAsync(Invitation.HashOf(key), Rescue);
    }

    private Task<SessionAnswer> OpenAsync(string? first = null, string? second = null, string reason = "The phones are gone.")
    {
        new Caller("", CallerKind.Person, "203.0.113.9", "", null).Enter();
        return Account.OpenAsync(first ?? _keys.First, second ?? _keys.Second, reason);
    }

    private Task<Authentication> CallerAsync(SessionAnswer opened)
    {
        Assert.True(CallerToken.TryParse(opened.Token, out var token));
        Assert.Equal((CallerKind.Emergency, _name), (token.Kind, token.Owner));
        return Account.AuthenticateAsync(token.SecretHash, "203.0.113.9");
    }
}
