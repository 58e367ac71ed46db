using OrleansMail.Cluster;

namespace OrleansMail.Domains;

[Collection(ClusterTests.Name)]
public sealed class SendingDomainGrainTests(ClusterFixture cluster)
{
    private static readonly DomainSettings None = new(null, null, null);

    private readonly ISendingDomainGrain _domain =
        cluster.Grains.GetGrain<ISendingDomainGrain>($"d{Guid.NewGuid():N}.test");

    [Fact]
    public async Task A_domain_that_is_added_again_keeps_its_key_and_takes_the_new_settings()
    {
        var first = await _domain.AddAsync(None);

        var second = await _domain.AddAsync(None with { ReturnPath = "bounce@sender.test" });

        Assert.Equal(first.Records, second.Records);
        Assert.Equal("bounce@sender.test", second.Settings.ReturnPath);
    }

    [Fact]
    public async Task A_domain_that_was_never_added_has_nothing()
    {
        Assert.Null(await _domain.ShowAsync());
        Assert.Null(await _domain.SigningKeyAsync());
        Assert.Null(await _domain.RotateDkimAsync(Guid.NewGuid()));
        Assert.Null((await _domain.ActivateDkimAsync("om1")).Domain);
        Assert.Null((await _domain.ReplaceDkimAsync(Guid.NewGuid(), "a reason")).Domain);
        Assert.Null(await _domain.FollowDkimAsync());
    }

    [Theory]
    [InlineData("sender")]
    [InlineData("Sender.test")]
    [InlineData("sender.test.")]
    [InlineData("-a.test")]
    [InlineData("a b.test")]
    [InlineData("[192.0.2.1]")]
    public async Task What_is_no_domain_in_its_one_form_gets_no_key(string name)
    {
        var grain = cluster.Grains.GetGrain<ISendingDomainGrain>(name);

        await Assert.ThrowsAsync<ArgumentException>(() => grain.AddAsync(None));
        Assert.Null(await grain.ShowAsync());
    }
}
