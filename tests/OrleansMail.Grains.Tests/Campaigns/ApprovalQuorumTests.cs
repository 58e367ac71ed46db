namespace OrleansMail.Campaigns;

public sealed class ApprovalQuorumTests
{
    private static readonly DomainRules Domain = new(new ApprovalRules(), 3, "olga", DateTimeOffset.UnixEpoch);

    private static readonly QuorumFacts Usual = new(10_000, false, ["name", "points"], IsFirst: false, KnownShare: 0.9);

    /// <summary>What makes a campaign one for two people, and a word of the reason.</summary>
    public static TheoryData<string, string> Reasons => new()
    {
        { "many", "10,000 recipients" },
        { "spike", "more recipients than in earlier campaigns" },
        { "attachment", "attachment" },
        { "personal", "birthday" },
        { "first", "first campaign" },
        { "strangers", "only 10 %" },
    };

    [Fact]
    public void A_usual_campaign_needs_one_and_no_reason_is_told()
    {
        var quorum = ApprovalQuorum.Of(Domain, Usual);

        Assert.Equal((1, 3, "olga", TimeSpan.FromHours(24)), (quorum.Needed, quorum.RulesVersion, quorum.RulesSetBy, quorum.ExpiresAfter));
        Assert.Empty(quorum.Reasons);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Each_reason_alone_makes_it_two_and_is_told(string what, string word)
    {
        var quorum = ApprovalQuorum.Of(Domain, Facts(what));

        Assert.Equal(2, quorum.Needed);
        Assert.Contains(word, Assert.Single(quorum.Reasons), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Each_reason_can_be_switched_off(string what, string word)
    {
        var rules = what switch
        {
            "many" => Domain.Rules with { ManyRecipients = 10_001 },
            "spike" => Domain.Rules with { VolumeSpike = false },
            "attachment" => Domain.Rules with { Attachments = false },
            "personal" => Domain.Rules with { PersonalColumns = false },
            "first" => Domain.Rules with { FirstCampaign = false },
            _ => Domain.Rules with { KnownShare = 0 },
        };

        var quorum = ApprovalQuorum.Of(Domain with { Rules = rules }, Facts(what));

        Assert.Equal((1, 0), (quorum.Needed, quorum.Reasons.Count(reason => reason.Contains(word, StringComparison.Ordinal))));
    }

    [Fact]
    public void More_is_never_fewer_than_every_campaign_needs() => Assert.Equal(3, ApprovalQuorum.Of(
        Domain with { Rules = new ApprovalRules { Approvals = 3, More = 2 } }, Facts("first")).Needed);

    [Theory]
    [InlineData("phone")]
    [InlineData("Phone_Number")]
    [InlineData("homePhone")]
    [InlineData("zip-code")]
    [InlineData("birth date")]
    [InlineData("生年月日")]
    [InlineData("自宅住所")]
    public void A_column_that_tells_more_than_a_name_is_found(string column) =>
        Assert.Equal([column], PersonalColumns.In(["name", column]));

    [Theory]
    [InlineData("name")]
    [InlineData("氏名")]
    [InlineData("points")]
    [InlineData("number")]
    [InlineData("company")]
    [InlineData("message")] // age is a part of the word, not a word of it
    [InlineData("hotel")]
    public void Other_columns_are_left_alone(string column) => Assert.Empty(PersonalColumns.In([column]));

    private static QuorumFacts Facts(string what) => what switch
    {
        "many" => Usual with { Recipients = 10_001 },
        "spike" => Usual with { IsSpike = true },
        "attachment" => Usual with { HasAttachments = true },
        "personal" => Usual with { Columns = ["name", "birthday"] },
        "first" => Usual with { IsFirst = true, KnownShare = null },
        _ => Usual with { KnownShare = 0.1 },
    };
}
