using OrleansMail.Campaigns;
using OrleansMail.Incidents;
using OrleansMail.Outcomes;
using OrleansMail.Reports;

namespace OrleansMail.Fakes;

/// <summary>Opens files of two affected recipients; the caller may export those of a campaign named <c>may…</c>.</summary>
internal sealed class FakeIncidentGrain : Grain, IIncidentGrain
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly List<Incident> _incidents = [];

    private string Id => this.GetPrimaryKeyString();

    public Task<IncidentAnswer> OpenAsync(Guid operation, IncidentNotice notice)
    {
        MergedField[] fields = [new("address", DataKind.EmailAddress), new("病歴|x", DataKind.Sensitive)];
        Duty[] duties =
        [
            new(DutyKind.PreliminaryReport, notice.KnownAt.AddDays(3), notice.KnownAt.AddDays(5), true, "one is enough", null, null),
            new(DutyKind.FinalReport, null, notice.KnownAt.AddDays(30), true, "one is enough", null, null),
            new(DutyKind.TellPersons, null, null, true, "one is enough", null, null),
        ];
        _incidents.Add(new Incident(
            Id, _incidents.Count + 1, operation, "ann", Noon, notice, "News for {{ name }}", "abc", 1_200, 34, Noon.AddHours(-3),
            Noon.AddHours(-2), fields, duties)
        {
            UnderWay = 4,
            StoppedAt = Noon.AddHours(-2).AddSeconds(-5),
            DeliveredAfterStop = 7,
            ForgottenAt = Id.StartsWith("old", StringComparison.Ordinal) ? Noon.AddDays(-1) : null,
        });
        return ShowAsync(_incidents.Count);
    }

    public Task<IncidentAnswer> DoneAsync(int number, DutyKind duty, string reason)
    {
        var duties = Array.ConvertAll(
            _incidents[number - 1].Duties,
            one => one.Kind == duty ? one with { DoneAt = Noon, DoneBy = $"ann: {reason}" } : one);
        _incidents[number - 1] = _incidents[number - 1] with { Duties = duties };
        return ShowAsync(number);
    }

    public Task<IncidentAnswer> ShowAsync(int number) => Task.FromResult(number > _incidents.Count
        ? new IncidentAnswer(new Refusal("not-found", "There is no such incident.", "incident"), null, null, [], false)
        : new IncidentAnswer(
            null, _incidents[number - 1], Status, [new EmergencyStop("example.com", "ann", "wrong list", Noon.AddHours(-1))],
            Id.StartsWith("may", StringComparison.Ordinal)));

    public Task<Incident[]> ListAsync() => Task.FromResult<Incident[]>([.. _incidents]);

    public Task<IncidentActs> ActsAsync(int number, bool ofSystem, long after, long until) => Task.FromResult((ofSystem, after) switch
    {
        (false, 0) => new IncidentActs(
            [Act(1, "ann", "Campaign.Draft", "campaign"), Act(2, "cleo", "Export.Page", "export"), Act(3, "cleo", "Export.Page", "export")],
            3, 5),
        (false, _) => new IncidentActs([Act(4, "ann", "Campaign.Approve", "campaign", IncidentAct.NotDone)], null, until),
        _ => new IncidentActs(
            [Act(9, "eve", "Campaign.Start", "campaign", "Refused"), Act(10, "ann", "Stop.Stop", "stop:campaign")], null, 5),
    });

    private IncidentAct Act(int minute, string by, string act, string room, string result = "Allowed") => new(
        Noon.AddHours(-4).AddMinutes(minute), by, "Person", act, $"{room}:{Id}", result, minute == 10 ? "reason=wrong list" : "",
        "example.com", minute);

    public Task<AffectedPage> AffectedAsync(int number, long afterRow, int max) => Task.FromResult(afterRow switch
    {
        < 0 => new AffectedPage([Line(0)], 0),
        < 7 => new AffectedPage([Line(7), Line(8) with { Outcome = OutcomeKind.Unknown, Text = "no answer" }], 8),
        _ => new AffectedPage([], null),
    });

    private OutcomeLine Line(int row) => new(
        Id, row, "r***@example.com", OutcomeKind.Delivered, DeliveryStage.FinalDot, 250, "2.0.0", "ok", 1, Noon, null, null,
        null, null, true);

    private CampaignStatus Status => new(
        Id, CampaignPhase.Paused, 2_000, 766, 1_200, 0, 0, 0, 0, 0, 34, "abc", "ann", ["ben"], Noon.AddHours(-3), null, null,
        null, null, null);
}
