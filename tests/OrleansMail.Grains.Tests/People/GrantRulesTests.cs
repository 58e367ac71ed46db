namespace OrleansMail.People;

public sealed class GrantRulesTests
{
    private const string Domain = "a.example";

    private static readonly Caller Ann = new("ann", CallerKind.Person, "", "s", null);

    /// <summary>granter's grants as right@domain, wish, code of the refusal or null.</summary>
    public static TheoryData<string, string, string?> Rows => new()
    {
        { "user.manage@*", "approver@a.example", null },
        { "user.manage@*", "administrator@*", null },
        { "user.manage@a.example campaign.draft@a.example", "campaign.draft@a.example", null },
        { "user.manage@a.example campaign.draft@*", "campaign.draft@a.example", null },
        { "user.manage@a.example", "campaign.draft@a.example", "right" },
        { "user.manage@a.example campaign.draft@a.example", "author@a.example", "right" },
        { "user.manage@a.example campaign.draft@a.example", "campaign.draft@b.example", "right" },
        { "user.manage@a.example campaign.draft@*", "campaign.draft@*", "right" },
        { "user.manage@a.example", "user.manage@a.example", null },
        { "user.manage@a.example", "user.manage@*", "right" },
        { "campaign.draft@*", "campaign.draft@*", "right" },
        { "key.manage@*", "campaign.draft@*", "right" },
        { "", "campaign.draft@a.example", "right" },
        { "user.manage@*", "campaign.fly@a.example", "right" },
        { "user.manage@*", "author@A.example", "domain" },
        { "user.manage@*", "author@", "domain" },
    };

    [Theory, MemberData(nameof(Rows))]
    public void Nobody_gives_what_is_not_theirs_to_give(string own, string wish, string? code) =>
        Assert.Equal(code, GrantRules.Check(Ann, Grants(own), "bob", Wish(wish), isGiven: true)?.Code);

    [Fact]
    public void Nobody_gives_to_themselves() =>
        Assert.Equal(
            "same-person",
            GrantRules.Check(Ann, Grants("user.manage@*"), "ann", Wish("author@*"), isGiven: true)?.Code);

    [Fact]
    public void To_take_a_right_nobody_needs_it()
    {
        var own = Grants($"user.manage@{Domain}");

        Assert.Null(GrantRules.Check(Ann, own, "bob", Wish($"approver@{Domain}"), isGiven: false));
        Assert.NotNull(GrantRules.Check(Ann, own, "bob", Wish("approver@b.example"), isGiven: false));
        Assert.NotNull(GrantRules.Check(Ann, own, "ann", Wish($"approver@{Domain}"), isGiven: false));
    }

    [Theory]
    [InlineData("campaign.approve@a.example", "right")]
    [InlineData("approver@a.example", "right")]
    [InlineData("user.manage@a.example", "right")]
    [InlineData("administrator@*", "right")]
    [InlineData("campaign.start@a.example", null)]
    public void No_key_approves_or_manages_even_for_an_administrator(string wish, string? code)
    {
        var all = Right.All.Select(right => new Grant(right, Grant.Everywhere)).ToArray();

        Assert.Equal(code, GrantRules.Check(Ann, all, null, Wish(wish), isGiven: true)?.Code);
        Assert.Equal(code, GrantRules.Check(Caller.Engine, [], null, Wish(wish), isGiven: true)?.Code);
    }

    [Fact]
    public void A_waiting_approval_counts_with_the_clock_and_the_rest_of_its_role_at_once()
    {
        var from = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        Granted[] granted = [new(new Wish(Role.Approver, Domain), "ann", from.AddDays(-1), from)];

        Assert.Equal(
            [Right.CampaignRead, Right.CampaignStop],
            Rights.Effective(granted, from.AddTicks(-1)).Select(grant => grant.Right).Order(StringComparer.Ordinal));
        Assert.Contains(new Grant(Right.CampaignApprove, Domain), Rights.Effective(granted, from));
    }

    [Fact]
    public void Everything_but_drafting_reading_and_stopping_takes_a_second_factor()
    {
        var without = Right.All.Where(right => !Rights.NeedFactor(
            [new Granted(new Wish(right, Domain), "", default, default)]));

        Assert.Equal(
            [Right.CampaignDraft, Right.CampaignSubmit, Right.CampaignStop, Right.CampaignRead, Right.AuditRead],
            without);
    }

    private static Wish Wish(string text) => new(text.Split('@')[0], text.Split('@')[1]);

    private static Grant[] Grants(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Wish).Select(one => new Grant(one.What, one.Domain))];
}
