namespace OrleansMail.Incidents;

public sealed class DutiesTests
{
    private static readonly DateTimeOffset Known = new(2026, 4, 1, 9, 30, 0, TimeSpan.FromHours(9));

    private static readonly IncidentNotice Notice =
        new(Known, null, IncidentKind.WrongRecipient, "wrong list", false, false, false);

    [Theory]
    [InlineData(1_001, "name", false, true, "第7条第4号")]
    [InlineData(1_000, "name", false, false, "第7条")]
    [InlineData(1, "病歴", false, true, "第7条第1号")]
    [InlineData(1, "口座番号", false, true, "第7条第2号")]
    [InlineData(1, "name", true, true, "第7条第3号")]
    [InlineData(0, "病歴", true, false, "nobody")]
    public void The_duty_to_report_is_likely_where_the_law_says_so(
        long affected, string column, bool malicious, bool likely, string why)
    {
        var duties = Duties.Of(Notice with { IsMalicious = malicious }, affected, Fields(column));

        var report = duties.Single(duty => duty.Kind == DutyKind.PreliminaryReport);
        Assert.Equal(likely, report.IsLikely);
        Assert.Contains(why, report.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 60)]
    public void The_deadlines_run_from_the_time_of_knowing(bool malicious, int days)
    {
        var duties = Duties.Of(Notice with { IsMalicious = malicious }, 5_000, Fields("name"));

        Assert.Equal(
            [DutyKind.PreliminaryReport, DutyKind.FinalReport, DutyKind.TellPersons], duties.Select(duty => duty.Kind));
        Assert.Equal((Known.AddDays(3), Known.AddDays(5)), (duties[0].From, duties[0].Until));
        Assert.Equal(Known.AddDays(days), duties[1].Until);
        Assert.Null(duties[2].Until);
    }

    [Fact]
    public void Recipients_abroad_and_the_privacy_mark_bring_their_own()
    {
        var duties = Duties.Of(Notice with { IsAbroad = true, HasPrivacyMark = true }, 2, Fields("name"));

        Assert.Equal(Known.AddHours(72), duties.Single(duty => duty.Kind == DutyKind.GdprAuthority).Until);
        Assert.Equal(Known.AddDays(5), duties.Single(duty => duty.Kind == DutyKind.PrivacyMarkPreliminary).Until);
        Assert.True(duties.Single(duty => duty.Kind == DutyKind.PrivacyMarkPreliminary).IsLikely);
        Assert.False(duties.Single(duty => duty.Kind == DutyKind.GdprPersons).IsLikely);
    }

    [Fact]
    public void A_leak_by_another_way_counts_without_a_mail()
    {
        var duties = Duties.Of(Notice with { Kind = IncidentKind.Leak }, 0, Fields("口座番号"));

        Assert.True(duties[0].IsLikely);
    }

    private static MergedField[] Fields(string column) =>
        [new("address", DataKind.EmailAddress), new(column, DataKinds.Of(column))];
}
