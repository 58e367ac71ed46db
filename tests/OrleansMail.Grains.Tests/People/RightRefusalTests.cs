namespace OrleansMail.People;

public sealed class RightRefusalTests
{
    [Theory]
    [InlineData(
        Right.CampaignStart, "shop.test",
        "campaign.start for shop.test, which the role operator has; ", "`orleansmail user grant ann operator@shop.test`.")]
    [InlineData(
        Right.CampaignApprove, "shop.test",
        "campaign.approve for shop.test, which the role approver has; ",
        "`orleansmail user grant ann approver@shop.test`. It counts a day later.")]
    [InlineData(
        Right.AuditRead, Grant.Everywhere,
        "audit.read for all sending domains, which the roles auditor, administrator have; ",
        "`orleansmail user grant ann ROLE@everywhere`.")]
    [InlineData(
        Right.RecipientsExport, null,
        "recipients.export for any sending domain, which no role has; ",
        "`orleansmail user grant ann recipients.export@DOMAIN`.")]
    public void A_refusal_names_the_right_the_roles_that_have_it_and_what_to_do(
        string right, string? domain, string words, string command)
    {
        var refusal = RightRefusal.Of(right, domain, Person(DateTimeOffset.UnixEpoch));

        Assert.Equal("not-allowed", refusal.Code);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("somebody who has it does this, or ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(command, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_has_no_second_factor_and_so_no_rights_is_told_that_alone()
    {
        var message = RightRefusal.Of(Right.CampaignStart, "shop.test", Person(null)).Message;

        Assert.EndsWith("`orleansmail factor add`.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("user grant", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_has_rights_without_a_factor_may_lack_both() => Assert.EndsWith(
        "`orleansmail user grant ann operator@shop.test`. If you have it already: rights count with a second factor alone, "
            + "`orleansmail factor add`.",
        RightRefusal.Of(
            Right.CampaignStart, "shop.test",
            Person(null) with { Grants = [new Grant(Right.CampaignRead, "shop.test")] }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Whoever_may_do_it_elsewhere_is_told_where() => Assert.Contains(
        "have (you have it for shop.test); ",
        RightRefusal.Of(
            Right.CampaignStop, Grant.Everywhere,
            Person(DateTimeOffset.UnixEpoch) with { Grants = [new Grant(Right.CampaignStop, "shop.test")] }).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(CallerKind.Service, Right.CampaignStart, "`orleansmail key add`.")]
    [InlineData(CallerKind.Service, Right.CampaignApprove, "an API key never has it: a person signs in and does this.")]
    [InlineData(CallerKind.Emergency, Right.CampaignApprove, "somebody who can sign in does this.")]
    public void A_key_and_a_sealed_account_have_no_factor_to_add_and_no_grant_to_get(CallerKind kind, string right, string then)
    {
        var message = RightRefusal.Of(right, "shop.test", Person(null) with { Kind = kind }).Message;

        Assert.EndsWith(then, message, StringComparison.Ordinal);
        Assert.DoesNotContain("factor", message, StringComparison.Ordinal);
        Assert.DoesNotContain("user grant", message, StringComparison.Ordinal);
    }

    private static Caller Person(DateTimeOffset? factor) => new("ann", CallerKind.Person, "127.0.0.1", "s", factor);
}
