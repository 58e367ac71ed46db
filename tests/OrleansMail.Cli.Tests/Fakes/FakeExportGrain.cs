using OrleansMail.Campaigns;
using OrleansMail.Incidents;
using OrleansMail.Outcomes;
using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Fakes;

/// <summary>
/// Exports of 2,500 recipients; of a campaign named <c>large…</c> they wait for a second person, and of one named
/// <c>broken…</c> the second page is refused.
/// </summary>
internal sealed class FakeExportGrain : Grain, IExportGrain
{
    public const int Recipients = 2_500;
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private ExportRequest? _request;

    private string Id => this.GetPrimaryKeyString();

    public Task<ExportAnswer> RequestAsync(Guid request, string reason, ExportContent content)
    {
        _request = new ExportRequest(
            request, Id, "ann/../x", CallerKind.Person, Noon, Noon.AddDays(1), reason, content, Recipients,
            Id.StartsWith("large", StringComparison.Ordinal), null, content.WithValues ? ["name"] : []);
        return Task.FromResult(new ExportAnswer(null, _request));
    }

    public Task<ExportAnswer> ReleaseAsync(Guid request)
    {
        _request = _request! with { ReleasedBy = "ben" };
        return Task.FromResult(new ExportAnswer(null, _request));
    }

    public Task<ExportPage> PageAsync(Guid request, long afterRow, int max)
    {
        if (afterRow >= 0 && Id.StartsWith("broken", StringComparison.Ordinal))
        {
            return Task.FromResult(new ExportPage(new Refusal("changed", "Other recipients.", "request"), [], null));
        }

        var from = (int)afterRow + 1;
        var lines = Enumerable.Range(from, Math.Min(max, Recipients - from)).Select(Line).ToArray();
        return Task.FromResult(new ExportPage(null, lines, lines.Length == 0 ? null : lines[^1].Outcome.Row));
    }

    public Task<ExportRequest[]> ListAsync() => Task.FromResult<ExportRequest[]>(_request is null ? [] : [_request]);

    private ExportLine Line(int row) => new(
        new OutcomeLine(
            Id, row, $"r{row}@example.com", OutcomeKind.Delivered, DeliveryStage.FinalDot, 250, "2.0.0", "=cmd|' /C calc'!A0",
            1, Noon, "192.0.2.1", "mx.example.net", "TLS 1.3", null, true),
        _request!.Content.WithValues ? ["山田"] : []);
}
