using OrleansMail.Domains;
using OrleansMail.Suppression;

namespace OrleansMail.People;

/// <summary>What an audit entry tells of a call.</summary>
public sealed class MethodRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_suppressed_address_is_told_masked_and_the_evidence_not_at_all() => Assert.Equal(
        "entry=y***@example.com as=manual",
        Told<ISuppressionGrain>(
            nameof(ISuppressionGrain.AddAsync), new SuppressionEntry("yamada@example.com", "manual", "asked by sato@example.com", Noon)));

    [Theory]
    [InlineData("yamada@example.com", "address=y***@example.com")]
    [InlineData("yamada", "address=?")]
    [InlineData(null, "address=?")]
    public void So_is_one_that_is_lifted_and_nothing_of_what_is_no_address(string? address, string told) =>
        Assert.Equal(told, Told<ISuppressionGrain>(nameof(ISuppressionGrain.RemoveAsync), address));

    [Fact]
    public void A_list_of_allowed_addresses_is_told_range_by_range()
    {
        string[] ranges = ["10.0.0.0/8", "192.0.2.1"];

        Assert.Equal("addresses=10.0.0.0/8,192.0.2.1", Told<IUserGrain>(nameof(IUserGrain.AllowAsync), (object)ranges));
        Assert.Equal("addresses=any", Told<IUserGrain>(nameof(IUserGrain.AllowAsync), (object)Array.Empty<string>()));
    }

    [Fact]
    public void A_new_key_is_told_with_its_rights_its_end_and_its_addresses_and_without_its_hash()
    {
        var settings = new ApiKeySettings([new Wish(Right.CampaignStart, "shop.test")], ["10.0.0.0/8"], Noon);

        Assert.Equal(
            "settings=campaign.start@shop.test expires=2026-03-01 12:00:00Z addresses=10.0.0.0/8",
            Told<IApiKeyGrain>(nameof(IApiKeyGrain.CreateAsync), new byte[32], settings));
    }

    [Fact]
    public void What_a_forged_call_leaves_out_is_told_as_nothing() => Assert.Equal(
        $"settings= expires={Noon:u} addresses=-",
        Told<IApiKeyGrain>(nameof(IApiKeyGrain.CreateAsync), null, new ApiKeySettings(null!, null!, Noon)));

    [Fact]
    public void Settings_of_a_domain_are_told_with_their_names() => Assert.Contains(
        "ReturnPath = bounces@shop.test",
        Told<ISendingDomainGrain>(nameof(ISendingDomainGrain.AddAsync), new DomainSettings(null, null, "bounces@shop.test")),
        StringComparison.Ordinal);

    private static string Told<TGrain>(string method, params object?[] arguments) =>
        MethodRule.Of(typeof(TGrain).GetMethod(method)!).Tell(index => arguments[index]);
}
