using OrleansMail.Campaigns;
using OrleansMail.Cluster;
using OrleansMail.Guard;
using OrleansMail.Incidents;

namespace OrleansMail.Retention;

public sealed class RetentionDueTests
{
    private static readonly DateTimeOffset End = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DomainRetention Rules = new(new RetentionRules(), 1_096, 90, null, null);

    [Theory]
    [InlineData(MailClass.Unstated, 1_096)]
    [InlineData(MailClass.Marketing, 1_096)]
    [InlineData(MailClass.Notice, 90)]
    [InlineData(MailClass.Transactional, 90)]
    public void The_class_says_how_long_and_what_has_none_may_be_advertising(MailClass mail, int days) =>
        Assert.Equal(End.AddDays(days), RetentionDue.Of(Ended(mail), Rules, []));

    [Theory]
    [InlineData(CampaignPhase.Completed, true)]
    [InlineData(CampaignPhase.Cancelled, true)]
    [InlineData(CampaignPhase.Failed, true)]
    [InlineData(CampaignPhase.Paused, false)]
    [InlineData(CampaignPhase.Sending, false)]
    public void Only_what_has_ended_is_ever_due(CampaignPhase phase, bool isDue) =>
        Assert.Equal(isDue, RetentionDue.Of(Ended(MailClass.Notice) with { State = phase }, Rules, []) is not null);

    [Fact]
    public void What_is_forgotten_is_not_due_again() =>
        Assert.Null(RetentionDue.Of(Ended(MailClass.Notice) with { ForgottenAt = End }, Rules, []));

    [Theory]
    [InlineData(30, 90)]
    [InlineData(400, 400)]
    public void Nothing_is_due_before_the_date_that_everything_is_kept_until(int keep, int days) => Assert.Equal(
        End.AddDays(days),
        RetentionDue.Of(
            Ended(MailClass.Notice), Rules with { Rules = new RetentionRules { KeepUntil = End.AddDays(keep) } }, []));

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    [InlineData(false, false, true)]
    public void Whoever_has_yet_to_be_told_of_an_incident_can_be_found(bool isLikely, bool isDone, bool isDue)
    {
        var duty = new Duty(DutyKind.TellPersons, null, null, isLikely, "", isDone ? End : null, null);

        Assert.Equal(isDue, RetentionDue.Of(Ended(MailClass.Notice), Rules, [IncidentOf(duty)]) is not null);
    }

    private static CampaignStatus Ended(MailClass mail) =>
        StatusOf.Campaign("c", new CampaignState(), 0, new Ledger.OutcomeCounts(0, 0, 0, 0, 0, 0, 0), End) with
        {
            State = CampaignPhase.Completed,
            FinishedAt = End,
            Settings = Draft.Settings with { Class = mail },
        };

    private static Incident IncidentOf(Duty duty) => new(
        "c", 1, Guid.Empty, "ann", End, null!, "", null, 0, 0, null, null, [], [duty]);
}
