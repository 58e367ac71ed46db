using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Each rule once where it must speak and once where it must not.</summary>
public sealed class InsightTests
{
    // A Monday.
    private static readonly DateTimeOffset Now = new(2026, 3, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Since = Now.AddDays(-14);
    private static readonly DateTimeOffset Morning = new(2026, 3, 25, 9, 0, 0, TimeSpan.Zero);

    private readonly List<AuditEntry> _entries = [];

    [Theory]
    [InlineData("2026-03-25T05:59:59Z", 1)]
    [InlineData("2026-03-25T06:00:00Z", 0)]
    [InlineData("2026-03-25T21:59:59Z", 0)]
    [InlineData("2026-03-25T22:00:00Z", 1)]
    [InlineData("2026-03-28T12:00:00Z", 1)]
    [InlineData("2026-03-04T03:00:00Z", 0)]
    public void A_sign_in_at_night_or_at_the_weekend_of_the_asked_time_is_odd(string at, int found)
    {
        See("ada", "sign-in", DateTimeOffset.Parse(at, null));

        Assert.Equal(found, Of("odd-hours").Length);
    }

    [Fact]
    public void The_hours_are_those_of_the_zone_where_people_work()
    {
        See("ada", "sign-in", new DateTimeOffset(2026, 3, 25, 0, 0, 0, TimeSpan.Zero));

        Assert.Empty(Of("odd-hours", TimeZoneInfo.CreateCustomTimeZone("JST", TimeSpan.FromHours(9), "JST", "JST")));
        Assert.Single(Of("odd-hours"));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.200", 0)]
    [InlineData("192.0.2.7", "198.51.100.1", 1)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.9", 0)]
    [InlineData("2001:db8:1::1", "2001:db8:1:ffff::2", 0)]
    [InlineData("2001:db8:1::1", "2001:db8:2::1", 1)]
    [InlineData("192.0.2.7", "", 0)]
    public void A_sign_in_from_a_network_that_was_never_used_is_new(string before, string now, int found)
    {
        See("ada", "sign-in", Since.AddDays(-20), from: before);
        See("ada", "sign-in", Morning, from: now);

        Assert.Equal(found, Of("new-place").Length);
    }

    [Fact]
    public void The_first_sign_in_of_all_is_from_no_new_place()
    {
        See("ada", "sign-in", Morning, from: "192.0.2.7");
        See("bob", "sign-in", Morning.AddHours(1), from: "198.51.100.1");

        Assert.Empty(Of("new-place"));
    }

    [Theory]
    [InlineData(5, 30, 1)]
    [InlineData(4, 30, 0)]
    [InlineData(9, 30, 1)]
    [InlineData(5, 90, 0)]
    public void Five_failures_within_an_hour_before_a_sign_in_are_told(int failures, int minutes, int found)
    {
        for (var i = 0; i < failures; i++)
        {
            See("engine", "sign-in-failed", Morning.AddSeconds(i), target: "user:ada", result: "Noted");
        }

        See("ada", "sign-in", Morning.AddMinutes(minutes), target: "user:ada");

        var insights = Of("failed-then-in");
        Assert.Equal(found, insights.Length);
        Assert.All(insights, one => Assert.Equal(("ada", 6L), (one.Subject, one.Count)));
    }

    [Fact]
    public void Failures_of_one_person_say_nothing_about_another()
    {
        for (var i = 0; i < 5; i++)
        {
            See("engine", "sign-in-failed", Morning, target: "user:ada");
        }

        See("bob", "sign-in", Morning, target: "user:bob");

        Assert.Empty(Of("failed-then-in"));
    }

    [Theory]
    [InlineData(5, 2, 1)]
    [InlineData(4, 1, 0)]
    [InlineData(5, 3, 0)]
    public void Five_refusals_within_ten_minutes_are_told(int refusals, int minutesBetween, int found)
    {
        for (var i = 0; i < refusals; i++)
        {
            See("ada", "recipients.export", Morning.AddMinutes(i * minutesBetween), result: "Refused");
        }

        Assert.Equal(found, Of("repeated-refusals").Length);
    }

    [Theory]
    [InlineData(50, "recipients.read", "Allowed", "mass-read", 1)]
    [InlineData(49, "recipients.read", "Allowed", "mass-read", 0)]
    [InlineData(50, "recipients.read", "Refused", "mass-read", 0)]
    [InlineData(50, "campaign.read", "Allowed", "mass-read", 0)]
    [InlineData(3, "export", "Allowed", "mass-export", 1)]
    [InlineData(2, "export", "Allowed", "mass-export", 0)]
    public void Many_reads_or_exports_in_a_short_time_are_told(
        int times, string action, string result, string rule, int found)
    {
        for (var i = 0; i < times; i++)
        {
            See("ada", action, Morning.AddMinutes(i), result: result);
        }

        var insights = Of(rule);
        Assert.Equal(found, insights.Length);
        Assert.All(insights, one => Assert.Equal((times, Math.Min(times, Evidence.Most)), (one.Count, one.Entries.Count)));
    }

    [Theory]
    [InlineData("Export.Request id=7", 1)]
    [InlineData("Export.Page id=7", 0)]
    public void Exports_of_recipients_are_exports_too(string detail, int found)
    {
        for (var i = 0; i < 3; i++)
        {
            See("ada", "recipients.export", Morning.AddHours(i), detail: detail);
        }

        Assert.Equal(found, Of("mass-export").Length);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 0)]
    public void Warnings_set_aside_three_times_are_told(int times, int found)
    {
        for (var i = 0; i < times; i++)
        {
            See("ada", "warning-accepted", Morning.AddHours(i));
        }

        See("bob", "warning-accepted", Morning.AddHours(9));

        Assert.Equal(found, Of("overridden-warnings").Length);
    }

    [Theory]
    [InlineData(9, "Allowed", 1)]
    [InlineData(10, "Allowed", 0)]
    [InlineData(9, "Refused", 0)]
    public void An_approval_within_ten_seconds_is_hasty(int seconds, string result, int found)
    {
        See("ada", "campaign.submit", Morning, target: "campaign:a");
        See("bob", "campaign.approve", Morning.AddSeconds(seconds), target: "campaign:b");
        See("bob", "campaign.approve", Morning.AddSeconds(seconds), target: "campaign:a", result: result);

        var insights = Of("hasty-approval");
        Assert.Equal(found, insights.Length);
        Assert.All(insights, one => Assert.Equal([1, 3], one.Entries.Select(entry => entry.Seq)));
    }

    [Theory]
    [InlineData("CampaignReview.Confirm finding=subject/Subject/warn/1f0c2a7b")]
    [InlineData("Campaign.Reject reason=The price is wrong.")]
    public void A_warning_accepted_or_a_rejection_at_once_is_no_hasty_approval(string detail)
    {
        See("ada", "campaign.submit", Morning, target: "campaign:a");
        See("bob", "campaign.approve", Morning.AddSeconds(3), target: "campaign:a", detail: detail);

        Assert.Empty(Of("hasty-approval"));
    }

    [Theory]
    [InlineData(5, false, 1)]
    [InlineData(4, false, 0)]
    [InlineData(6, true, 0)]
    public void One_approver_for_everything_of_one_author_is_told(int campaigns, bool another, int found)
    {
        for (var i = 0; i < campaigns; i++)
        {
            See("ada", "campaign.submit", Morning.AddHours(i), target: $"campaign:{i}");
            See(
                another && i == 0 ? "eve" : "bob", "campaign.approve", Morning.AddHours(i).AddMinutes(9),
                target: $"campaign:{i}");
        }

        var insights = Of("same-pair");
        Assert.Equal(found, insights.Length);
        Assert.All(insights, one => Assert.Equal("ada, bob", one.Subject));
    }

    [Theory]
    [InlineData("campaign.approve for example.com", "campaign.approve", 40, 0)]
    [InlineData("campaign.approve for example.com", "campaign.read", 40, 1)]
    [InlineData("campaign.approve for example.com", null, 40, 1)]
    [InlineData("campaign.approve for example.com", null, 29, 0)]
    [InlineData("role approver", "campaign.read", 40, 0)]
    [InlineData("role approver", null, 40, 1)]
    [InlineData("recipients.export@shop.test", "campaign.read", 40, 1)]
    [InlineData("recipients.export@shop.test", "recipients.export", 40, 0)]
    [InlineData("author@*, with the creation", "sign-in", 40, 1)]
    [InlineData("cluster.manage@*", "sign-in", 40, 1)]
    public void A_right_that_was_not_used_for_thirty_days_is_told(string detail, string? used, int daysAgo, int found)
    {
        See("root", "right-granted", Now.AddDays(-daysAgo), target: "user:bob", detail: detail);
        if (used is not null)
        {
            See("bob", used, Morning);
        }

        Assert.Equal(found, Of("unused-right").Length);
    }

    [Fact]
    public void A_right_that_was_taken_away_is_not_missed()
    {
        See("root", "right-granted", Now.AddDays(-40), target: "user:bob", detail: "campaign.approve, audit.read");
        See("root", "right-revoked", Now.AddDays(-2), target: "user:bob", detail: "campaign.approve");

        Assert.Contains("not used audit.read since", Assert.Single(Of("unused-right")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revocation_that_names_no_right_takes_all()
    {
        See("root", "right-granted", Now.AddDays(-40), target: "key:k1", detail: "campaign.draft, audit.read");
        See("root", "right-revoked", Now.AddDays(-2), target: "key:k1", detail: "all of the key");

        Assert.Empty(Of("unused-right"));
    }

    [Fact]
    public void Failed_sign_ins_are_no_repeated_refusals()
    {
        for (var i = 0; i < 5; i++)
        {
            See("unknown", "sign-in-failed", Morning, target: "user:ada", result: "Refused");
        }

        Assert.Empty(Of("repeated-refusals"));
    }

    [Fact]
    public void An_ordinary_day_says_nothing()
    {
        See("ada", "sign-in", Morning, from: "192.0.2.7", target: "user:ada");
        See("ada", "campaign.submit", Morning.AddMinutes(1), target: "campaign:a");
        See("bob", "campaign.approve", Morning.AddMinutes(20), target: "campaign:a");
        See("ada", "campaign.start", Morning.AddMinutes(21), target: "campaign:a");

        Assert.Empty(Look(TimeZoneInfo.Utc));
    }

    private void See(
        string caller,
        string action,
        DateTimeOffset at,
        string target = "campaign:spring",
        string result = "Allowed",
        string from = "192.0.2.7",
        string detail = "") => _entries.Add(new AuditEntry(
            _entries.Count + 1, at, caller, from, action, target, result, detail, "", "example.com", "", "", Guid.Empty,
            "Person", null));

    private Insight[] Of(string rule, TimeZoneInfo? zone = null) =>
        [.. Look(zone ?? TimeZoneInfo.Utc).Where(insight => insight.Rule == rule)];

    private IReadOnlyList<Insight> Look(TimeZoneInfo zone)
    {
        var look = new AuditInsights(Since, Now, zone);
        _entries.ForEach(look.See);
        return look.End();
    }
}
