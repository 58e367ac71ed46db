using System.Security.Cryptography;
using Orleans.Core.Internal;

namespace OrleansMail.People;

[Collection(PeopleTests.Name)]
public sealed class ApiKeyGrainTests(PeopleCluster cluster)
{
    private static readonly Wish Starter = new(Right.CampaignStart, "a.example");

    private readonly string _id = $"key-{Guid.NewGuid():n}";
    private readonly byte[] _secret = Hash();

    private IApiKeyGrain Key => cluster.Grains.GetGrain<IApiKeyGrain>(_id);

    [Fact]
    public async Task A_key_stands_for_a_service_with_its_rights_for_its_domain()
    {
        await CreateAsync();

        var found = await Key.AuthenticateAsync(_secret, "192.0.2.1");

        Assert.Equal(new Caller(_id, CallerKind.Service, "192.0.2.1", "", null), found.Caller);
        Assert.Equal([new Grant(Right.CampaignStart, "a.example")], found.Grants);
        Assert.Equal("api-key", (await Key.AuthenticateAsync(Hash(), "192.0.2.1")).Refusal?.Code);
    }

    [Fact]
    public async Task A_revoked_key_is_dead_at_once_and_its_id_stays_taken()
    {
        await CreateAsync();

        Assert.Null((await Key.RevokeAsync()).Refusal);
        Assert.Null((await Key.RevokeAsync()).Refusal);

        Assert.Equal("api-key", (await Key.AuthenticateAsync(_secret, "")).Refusal?.Code);
        Assert.Equal("not-found", (await Key.RotateAsync(Hash())).Refusal?.Code);
        Assert.Equal("exists", (await Key.CreateAsync(Hash(), Settings())).Refusal?.Code);
    }

    [Fact]
    public async Task Two_secrets_count_for_a_week_after_a_rotation_and_never_three()
    {
        var (second, third) = (Hash(), Hash());
        await CreateAsync();

        await Key.RotateAsync(second);
        await Key.RotateAsync(second);
        Assert.True(await CountsAsync(_secret));
        Assert.True(await CountsAsync(second));

        await Key.RotateAsync(third);
        Assert.False(await CountsAsync(_secret));
        Assert.True(await CountsAsync(second));

        cluster.Clock.Advance(cluster.Options.KeyOverlap);
        Assert.False(await CountsAsync(second));
        Assert.True(await CountsAsync(third));
    }

    [Fact]
    public async Task A_key_ends_with_its_time_which_is_a_year_at_most()
    {
        await CreateAsync();
        cluster.Clock.Advance(TimeSpan.FromDays(90));
        Assert.False(await CountsAsync(_secret));

        var other = cluster.Grains.GetGrain<IApiKeyGrain>($"{_id}-2");
        var tooLong = Settings() with { ExpiresAt = cluster.Clock.GetUtcNow().AddDays(367) };
        Assert.Equal("expires", (await other.CreateAsync(_secret, tooLong)).Refusal?.Field);
        Assert.Equal("expires", (await other.CreateAsync(_secret, tooLong with { ExpiresAt = default })).Refusal?.Field);
    }

    [Fact]
    public async Task A_key_is_good_from_its_own_addresses_alone()
    {
        Caller.Engine.Enter();
        await Key.CreateAsync(_secret, Settings() with { Addresses = ["192.0.2.0/24", "2001:db8::/32"] });

        Assert.Null((await Key.AuthenticateAsync(_secret, "192.0.2.9")).Refusal);
        Assert.Null((await Key.AuthenticateAsync(_secret, "2001:db8::9")).Refusal);
        Assert.Equal("address", (await Key.AuthenticateAsync(_secret, "198.51.100.9")).Refusal?.Code);
        Assert.Equal("address", (await Key.AuthenticateAsync(_secret, "")).Refusal?.Code);
    }

    [Theory]
    [InlineData(Right.CampaignApprove)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Administrator)]
    public async Task No_key_approves_or_manages(string what)
    {
        Caller.Engine.Enter();

        var answer = await Key.CreateAsync(_secret, Settings() with { Wishes = [Starter, new Wish(what, "a.example")] });

        Assert.Equal("right", answer.Refusal?.Code);
        Assert.Null(await Key.ShowAsync());
    }

    [Fact]
    public async Task Who_manages_keys_of_one_domain_gives_what_they_have_there()
    {
        var local = await Person.WithFactorAsync(cluster, new Wish(Right.KeyManage, "a.example"), Starter);
        (await local.CallerAsync()).Enter();

        Assert.Equal("right", (await Key.CreateAsync(_secret, Settings() with { Wishes = [Starter with { Domain = "b.example" }] })).Refusal?.Code);
        Assert.Equal("right", (await Key.CreateAsync(_secret, Settings() with { Wishes = [new Wish(Right.RecipientsImport, "a.example")] })).Refusal?.Code);
        Assert.Null((await Key.CreateAsync(_secret, Settings())).Refusal);
        (await (await Person.WithFactorAsync(cluster, new Wish(Right.KeyManage, "b.example"), Starter)).CallerAsync()).Enter();
        Assert.Equal("right", (await Key.RevokeAsync()).Refusal?.Code);
        Assert.Equal("right", (await Key.RotateAsync(Hash())).Refusal?.Code);
    }

    [Fact]
    public async Task What_is_remembered_survives_the_activation_with_the_time_of_the_last_use()
    {
        await CreateAsync();
        await Key.AuthenticateAsync(_secret, "");
        var before = await Key.ShowAsync();
        await Key.Cast<IGrainManagementExtension>().DeactivateOnIdle(TestContext.Current.CancellationToken);

        var after = await Key.ShowAsync();

        Assert.NotNull(after!.LastUsedAt);
        Assert.Equivalent(before, after, strict: true);
        Assert.True(await CountsAsync(_secret));
        Assert.Contains(await cluster.Grains.GetGrain<IPeopleGrain>(0).KeysAsync(), key => key.Id == _id);
    }

    private static byte[] Hash() => SHA256.HashData(CallerToken.NewSecret());

    private ApiKeySettings Settings() => new([Starter], [], cluster.Clock.GetUtcNow().AddDays(90));

    private async Task CreateAsync()
    {
        Caller.Engine.Enter();
        Assert.Null((await Key.CreateAsync(_secret, Settings())).Refusal);
    }

    private async Task<bool> CountsAsync(byte[] secret) => (await Key.AuthenticateAsync(secret, "")).Refusal is null;
}
