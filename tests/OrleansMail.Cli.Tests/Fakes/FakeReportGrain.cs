using OrleansMail.Domains;
using OrleansMail.Egress;
using OrleansMail.Incidents;
using OrleansMail.Outcomes;
using OrleansMail.Reports;
using OrleansMail.Suppression;

namespace OrleansMail.Fakes;

/// <summary>A report over 2,500 recipients, of whom the last has no outcome yet.</summary>
internal sealed class FakeReportGrain : Grain, IReportGrain
{
    public const int Recipients = 2_500;
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public Task<string[]> CampaignsAsync() => Task.FromResult<string[]>(["listed-1", "never-written"]);

    public Task<SendingDomain[]> DomainsAsync() => Task.FromResult(Array.Empty<SendingDomain>());

    public Task<EgressIp[]> EgressIpsAsync() =>
        Task.FromResult<EgressIp[]>([new EgressIp("192.0.2.1", "mx.example.com", Paused: true, Noon)]);

    public Task<OutcomeLine[]> OutcomesAsync(string campaign, long afterRow, int max) => Task.FromResult(Enumerable
        .Range((int)afterRow + 1, Math.Min(max, Recipients - 1 - (int)afterRow))
        .Select(row => Line(campaign, row))
        .ToArray());

    public Task<OutcomeLine[]> TraceAsync(string address) => Task.FromResult<OutcomeLine[]>(
        [
            Line("trace-1", 3) with
            {
                Recipient = address, Outcome = OutcomeKind.Deferred, NextAt = Noon, Final = false,
            },
        ]);

    public Task<SuppressionEntry[]> SuppressionsAsync(string? afterAddress, int max) => Task.FromResult(
        afterAddress is null
            ? [new SuppressionEntry("a@example.com", "bounce", "550 5.1.1 no such user", Noon)]
            : Array.Empty<SuppressionEntry>());

    public Task<EmergencyStop[]> StopsAsync() =>
        Task.FromResult<EmergencyStop[]>([new EmergencyStop("campaign:spring", "ann", "wrong [list]", Noon)]);

    public Task<Incident[]> IncidentsAsync() => GrainFactory.GetGrain<IIncidentGrain>("listed").ListAsync();

    private static OutcomeLine Line(string campaign, int row) => row == Recipients - 1
        ? new OutcomeLine(
            campaign, row, $"r{row}@example.com", null, DeliveryStage.None, 0, null, "",
            0, null, null, null, null, null, false)
        : new OutcomeLine(
            campaign, row, $"r{row}@example.com",
            OutcomeKind.Delivered, DeliveryStage.FinalDot, 250, "2.0.0", "受信 <ok>",
            1, Noon, "192.0.2.1", "mx.example.net", "TLS 1.3", null, true);
}
