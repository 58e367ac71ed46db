namespace OrleansMail.People;

/// <summary>A role counts where its list says, at each call, and nobody takes it from themselves.</summary>
public sealed class RoleAddressTests : IAsyncLifetime
{
    private static readonly Wish Operates = new(Role.Operator, "shop.test");
    private static readonly Wish Writes = new(Role.Author, Grant.Everywhere);

    private readonly PeopleCluster _cluster = new();

    private IRolesGrain Roles => _cluster.Grains.GetGrain<IRolesGrain>(0);

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task From_elsewhere_the_role_does_not_count_and_the_others_do()
    {
        var person = await Person.WithFactorAsync(_cluster, Operates, Writes);
        await AllowAsync(Role.Operator, "192.0.2.0/24");

        var here = await person.AuthenticateAsync("192.0.2.7");
        var elsewhere = await person.AuthenticateAsync();

        Assert.Contains(new Grant(Right.CampaignStart, "shop.test"), here.Grants);
        Assert.Empty(here.Caller!.Away);
        Assert.Null(elsewhere.Refusal);
        Assert.Equal([Operates], elsewhere.Caller!.Away);
        Assert.Equal(Role.RightsOf(Role.Author)!.Count, elsewhere.Grants.Length);
        Assert.All(elsewhere.Grants, grant => Assert.Equal(Grant.Everywhere, grant.Domain));
    }

    [Fact]
    public async Task A_list_counts_within_two_seconds_for_those_who_are_signed_in()
    {
        var person = await Person.WithFactorAsync(_cluster, Operates);
        Assert.NotEmpty((await person.AuthenticateAsync()).Grants);

        await AllowAsync(Role.Operator, "192.0.2.0/24");
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await person.AuthenticateAsync()).Grants);

        await AllowAsync(Role.Operator);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEmpty((await person.AuthenticateAsync()).Grants);
        Assert.Empty(await Roles.ShowAsync());
    }

    [Fact]
    public async Task A_right_that_was_granted_by_its_own_name_has_no_list()
    {
        var person = await Person.WithFactorAsync(_cluster, Operates, new Wish(Right.CampaignStop, "shop.test"));
        await AllowAsync(Role.Operator, "192.0.2.0/24");

        Assert.Equal([new Grant(Right.CampaignStop, "shop.test")], (await person.AuthenticateAsync()).Grants);
    }

    [Fact]
    public async Task Whoever_calls_from_elsewhere_is_told_which_role_does_not_count()
    {
        var person = await Person.WithFactorAsync(_cluster, Operates);
        await AllowAsync(Role.Operator, "192.0.2.0/24");
        var found = await person.AuthenticateAsync();
        var caller = found.Caller! with { Grants = found.Grants };
        caller.Enter();

        Assert.Equal([Operates], (await person.Grain.WhoAmIAsync())!.Away);
        Assert.Contains("call from there", Said(Right.CampaignStart, "shop.test"), StringComparison.Ordinal);
        Assert.Contains("user grant", Said(Right.CampaignStart, "other.test"), StringComparison.Ordinal);
        Assert.Contains("user grant", Said(Right.CampaignApprove, "shop.test"), StringComparison.Ordinal);

        string Said(string right, string domain) => RightRefusal.Of(right, domain, caller).Message;
    }

    [Fact]
    public async Task Nobody_takes_a_role_from_themselves_and_who_lacks_it_may_limit_it()
    {
        var administrator = await Person.AdministratorAsync(_cluster);
        (await administrator.CallerAsync()).Enter();

        Assert.Equal("address", (await Roles.AllowAsync(Role.Administrator, ["192.0.2.0/24"])).Refusal?.Code);
        Assert.Empty(await Roles.ShowAsync());
        Assert.Null((await Roles.AllowAsync(Role.Administrator, [administrator.From, "192.0.2.0/24"])).Refusal);
        Assert.Null((await Roles.AllowAsync(Role.Operator, ["192.0.2.0/24"])).Refusal);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEmpty((await administrator.AuthenticateAsync()).Grants);
        Assert.Empty((await administrator.AuthenticateAsync("198.51.100.1")).Grants);
    }

    [Theory]
    [InlineData("king", "192.0.2.0/24", "role")]
    [InlineData(Role.Operator, "192.0.2.1/24", "address")]
    public async Task What_is_no_role_or_no_range_is_refused(string role, string range, string field)
    {
        Caller.Engine.Enter();

        Assert.Equal(field, (await Roles.AllowAsync(role, [range])).Refusal?.Field);
    }

    private async Task AllowAsync(string role, params string[] ranges)
    {
        Caller.Engine.Enter();
        var answer = await Roles.AllowAsync(role, ranges);
        Assert.Equal(ranges, answer.Role?.Addresses);
    }
}
