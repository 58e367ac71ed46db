namespace OrleansMail.People;

/// <summary>From when on <c>campaign.approve</c> counts, however somebody came to it.</summary>
public sealed class ApproveFromTests : IAsyncLifetime
{
    private static readonly Wish Reader = new(Right.CampaignRead, "a.example");
    private static readonly Wish Approver = new(Role.Approver, "a.example");
    private static readonly Grant Approve = new(Right.CampaignApprove, "a.example");
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly PeopleCluster _cluster = new();
    private Person _administrator = null!;

    private TimeSpan Day => _cluster.Options.ApproveGrantDelay;

    public async ValueTask InitializeAsync()
    {
        await _cluster.InitializeAsync();
        _administrator = await Person.AdministratorAsync(_cluster);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task On_the_first_day_of_a_system_who_is_invited_approves_at_once_and_the_trail_says_so()
    {
        _cluster.Clock.Advance(Day - Moment);

        var invited = await Person.WithFactorAsync(_cluster, Approver, Reader);

        Assert.Contains(Approve, await invited.Grain.GrantsAsync());
        Assert.Equal(
            ["approver@a.example, with the creation, campaign.approve at once", "campaign.read@a.example, with the creation"],
            DetailsOf(invited, Trail.RightGranted));
    }

    [Fact]
    public async Task On_the_first_day_too_a_granted_right_waits()
    {
        var person = await Person.WithFactorAsync(_cluster, Reader);
        (await _administrator.CallerAsync()).Enter();
        Assert.Null((await person.Grain.GrantAsync(Approver)).Refusal);

        await WaitsADayAsync(person);
    }

    [Fact]
    public async Task Another_administrator_makes_no_system_new()
    {
        _cluster.Clock.Advance(Day);
        await Person.AdministratorAsync(_cluster);

        await WaitsADayAsync(await Person.WithFactorAsync(_cluster, Approver));
    }

    [Fact]
    public async Task Who_takes_an_old_invitation_waits_from_the_second_factor_on()
    {
        _cluster.Clock.Advance(Day);
        var invited = await Person.InvitedAsync(_cluster, Approver);
        var until = _cluster.Clock.GetUtcNow() + Day;
        Assert.Equal(
            [$"approver@a.example, with the creation, campaign.approve from {until:u}"], DetailsOf(invited, Trail.RightGranted));
        _cluster.Clock.Advance(Day * 2);
        invited.Take(await invited.SignInAsync());

        await invited.AddFactorAsync();

        until = _cluster.Clock.GetUtcNow() + Day;
        Assert.Equal(
            [$"other sessions end; approver@a.example, campaign.approve from {until:u}"], DetailsOf(invited, Trail.FactorAdded));
        await WaitsADayAsync(invited);
    }

    [Fact]
    public async Task Who_takes_over_an_account_whose_factor_was_dropped_waits_and_who_replaces_it_does_not()
    {
        var approver = await Person.WithFactorAsync(_cluster, Approver);
        _cluster.Clock.Advance(Day * 2);
        approver.Take(await approver.SignInAsync(code: approver.NextCode()));
        Assert.Contains(Approve, await approver.Grain.GrantsAsync());
        var invitation = Invitation.Create();
        foreach (var by in new[] { "ann", "bob" })
        {
            new Caller(by, CallerKind.Person, "", "", null).Enter();
            Assert.Null((await approver.Grain.DropFactorAsync(Invitation.HashOf(invitation))).Refusal);
        }

        approver.Anonymous.Enter();
        approver.Take(await approver.Grain.AcceptAsync(new FirstSignIn(invitation, Person.Password, "", null)));
        await approver.AddFactorAsync();

        await WaitsADayAsync(approver);
        approver.Take(await approver.SignInAsync(code: approver.NextCode()));
        await approver.ReplaceFactorAsync();
        Assert.Contains(Approve, await approver.Grain.GrantsAsync());
    }

    private async Task WaitsADayAsync(Person person)
    {
        Assert.DoesNotContain(Approve, await person.Grain.GrantsAsync());
        _cluster.Clock.Advance(Day - Moment);
        Assert.DoesNotContain(Approve, await person.Grain.GrantsAsync());
        _cluster.Clock.Advance(Moment);
        Assert.Contains(Approve, await person.Grain.GrantsAsync());
    }

    private IEnumerable<string> DetailsOf(Person person, string action) => _cluster.Trail.Facts
        .Where(fact => fact.Target == $"user:{person.Name}" && fact.Action == action)
        .Select(fact => fact.Detail);
}
