using OrleansMail.Audit;

namespace OrleansMail.Insights;

public sealed class EmergencyRuleTests
{
    private static readonly DateTimeOffset Now = TestTrail.Noon.AddDays(1);

    [Theory]
    [InlineData("Emergency", 0, 1)]
    [InlineData("Person", 0, 0)]
    [InlineData("Emergency", -30, 0)]
    public void Whatever_a_sealed_account_does_is_found_in_the_asked_time(string kind, int days, int found)
    {
        var look = new AuditInsights(Now.AddDays(-7), Now, TimeZoneInfo.Utc);

        look.See(TestTrail.Plain(1) with { Kind = kind, Caller = "rescue", At = TestTrail.Noon.AddDays(days) });

        Assert.Equal(found, look.End().Count(insight => insight is { Rule: "emergency", Subject: "rescue" }));
    }
}
