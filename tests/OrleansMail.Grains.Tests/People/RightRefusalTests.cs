namespace OrleansMail.People;

public sealed class RightRefusalTests
{
    [Theory]
    [InlineData(Right.CampaignStart, "shop.test", "campaign.start for shop.test, which the role operator has;")]
    [InlineData(Right.AuditRead, Grant.Everywhere, "audit.read for all sending domains, which the roles auditor, administrator have;")]
    [InlineData(Right.RecipientsExport, null, "recipients.export for any sending domain, which no role has;")]
    public void A_refusal_names_the_right_the_roles_that_have_it_and_what_to_do(string right, string? domain, string words)
    {
        var refusal = RightRefusal.Of(right, domain, Person(DateTimeOffset.UnixEpoch));

        Assert.Equal("not-allowed", refusal.Code);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("`orleansmail user grant`.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_has_no_second_factor_yet_is_told_that_it_may_be_that() => Assert.EndsWith(
        "`orleansmail factor add`.", RightRefusal.Of(Right.CampaignStart, "shop.test", Person(null)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_service_has_no_factor_to_add() => Assert.DoesNotContain(
        "factor",
        RightRefusal.Of(Right.CampaignStart, "shop.test", Person(null) with { Kind = CallerKind.Service }).Message,
        StringComparison.Ordinal);

    private static Caller Person(DateTimeOffset? factor) => new("ann", CallerKind.Person, "127.0.0.1", "s", factor);
}
