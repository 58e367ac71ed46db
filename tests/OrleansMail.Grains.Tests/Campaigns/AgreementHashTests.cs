using OrleansMail.Guard;

namespace OrleansMail.Campaigns;

public sealed class AgreementHashTests
{
    private static readonly GuardFinding Finding = new("subject", GuardLevel.Warn, "It is long.", 7, "Subject", 3);

    private static readonly AcceptedWarning Accepted = new("subject/Subject/warn/0", "Fine.", "ann", DateTimeOffset.UnixEpoch);

    private static readonly Quorum Quorum = new(1, ["an attachment"], 1, "olga", TimeSpan.FromHours(24));

    public static TheoryData<string> Changes => [.. Changed().Keys];

    [Fact]
    public void The_same_agreement_has_the_same_hash() => Assert.Equal(AgreementHash.Of(State()), AgreementHash.Of(State()));

    [Theory]
    [MemberData(nameof(Changes))]
    public void Whatever_is_changed_in_it_changes_the_hash(string change) =>
        Assert.NotEqual(AgreementHash.Of(State()), AgreementHash.Of(Changed()[change]));

    private static Dictionary<string, CampaignState> Changed() => new(StringComparer.Ordinal)
    {
        ["a finding less"] = State(findings: []),
        ["rule"] = State(findings: [Finding with { Rule = "other" }]),
        ["level"] = State(findings: [Finding with { Level = GuardLevel.Info }]),
        ["message"] = State(findings: [Finding with { Message = "It is longer." }]),
        ["row"] = State(findings: [Finding with { Row = 8 }]),
        ["field"] = State(findings: [Finding with { Field = "text" }]),
        ["count"] = State(findings: [Finding with { Count = 4 }]),
        ["rows checked"] = State(rows: 11),
        ["an acceptance less"] = State(accepted: []),
        ["accepted finding"] = State(accepted: [Accepted with { Finding = "subject/Subject/warn/1" }]),
        ["reason"] = State(accepted: [Accepted with { Reason = "Fine" }]),
        ["who accepted"] = State(accepted: [Accepted with { By = "eve" }]),
        ["when accepted"] = State(accepted: [Accepted with { At = DateTimeOffset.UnixEpoch.AddSeconds(1) }]),
        ["approvals needed"] = State(quorum: Quorum with { Needed = 2 }),
        ["reasons for more"] = State(quorum: Quorum with { Reasons = [] }),
        ["version of the rules"] = State(quorum: Quorum with { RulesVersion = 2 }),
        ["who set the rules"] = State(quorum: Quorum with { RulesSetBy = "eve" }),
        ["how long an approval holds"] = State(quorum: Quorum with { ExpiresAfter = TimeSpan.FromHours(25) }),
    };

    private static CampaignState State(
        GuardFinding[]? findings = null, long rows = 10, List<AcceptedWarning>? accepted = null, Quorum? quorum = null) => new()
        {
            Report = new GuardReport(findings ?? [Finding], rows, DateTimeOffset.UnixEpoch),
            Accepted = accepted ?? [Accepted],
            Quorum = quorum ?? Quorum,
        };
}
