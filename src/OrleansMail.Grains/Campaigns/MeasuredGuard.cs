using System.Diagnostics.Metrics;
using OrleansMail.Guard;
using OrleansMail.Telemetry;

namespace OrleansMail.Campaigns;

/// <summary>The guard, with its runs counted and timed.</summary>
internal sealed class MeasuredGuard(ICampaignGuard guard, IMeterFactory meters, TimeProvider clock) : ICampaignGuard
{
    private readonly Histogram<double> _runs = meters.Engine().CreateHistogram(
        "orleansmail.guard.run.duration", "s", "How long the guard takes for a whole audience", [], EngineMeter.Seconds);

    public async Task<GuardAnswer> RunAsync(GuardRequest request)
    {
        using var span = EngineTraces.Part("guard")?.SetTag("campaign", request.Campaign);
        var started = clock.GetTimestamp();
        var answer = await guard.RunAsync(request);
        var result = ResultOf(answer);
        _runs.Record(clock.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("result", result));
        span?.SetTag("result", result);
        return answer;
    }

    public Task<PreviewAnswer[]> PreviewsAsync(GuardRequest request, IReadOnlyList<long> rows) =>
        guard.PreviewsAsync(request, rows);

    public Task<ReviewedMailsAnswer> SamplesAsync(GuardRequest request) => guard.SamplesAsync(request);

    private static string ResultOf(GuardAnswer answer) => answer.Report switch
    {
        null => "refused",
        { Blocks: true } => "block",
        var report => report.Findings.Any(finding => finding.Level == GuardLevel.Warn) ? "warn" : "pass",
    };
}
