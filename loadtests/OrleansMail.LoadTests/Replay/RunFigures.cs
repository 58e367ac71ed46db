using OrleansMail.Measures;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

/// <summary>The numbers of a run, in the order of the table.</summary>
internal static class RunFigures
{
    public const string Rate = "messages delivered";
    public const string Signatures = "RSA-2048 signatures, all cores";
    public const string Ratio = "messages ÷ signatures";
    public const string BesideRsa = "silo CPU beside RSA";
    public const string Allocations = "allocated by the silo";
    public const string HighWater = "silo memory, most";
    public const string Import = "import";
    public const string Check = "check";
    public const string FirstMail = "start to first mail accepted";
    public const string LastAfterAnswer = "pause answered to last mail";
    public const string LastAfterAsking = "pause command begun to last mail";

    private const double Micro = 1_000_000;
    private const double Megabyte = 1_000_000;
    private const double Kilobyte = 1_000;

    public static IReadOnlyList<Figure> Of(RunResult run)
    {
        var messages = (double)run.Ledger.DeliveredCount;
        var rate = messages / (run.Ledger.LastDelivery - run.Stopped).TotalSeconds;
        var silo = PerMessage(run.SiloWindow, messages);
        var sink = PerMessage(run.SinkWindow, messages);
        return
        [
            new(Rate, "/s", rate),
            new(Signatures, "/s", run.Rsa.PerSecond),
            new(Ratio, "", rate / run.Rsa.PerSecond, 3),
            new("silo CPU in the program", "µs/message", silo.User),
            new("silo CPU in the kernel", "µs/message", silo.System),
            new("CPU of one RSA signature", "µs", run.Rsa.Microseconds),
            new(BesideRsa, "µs/message", silo.User + silo.System - run.Rsa.Microseconds),
            new("sink CPU", "µs/message", sink.User + sink.System),
            new(Allocations, "KB/message", run.Meters?.Allocated / messages / Kilobyte, 2),
            new(HighWater, "MB", run.SiloWindow.After.HighWater / Megabyte),
            new("silo writes to disk", "bytes/message", Delta(run.SiloWindow, sample => sample.Written) / messages),
            new("mail on the wire", "bytes/message", WireSize(run.SinkCounts)),
            new("TLS handshakes that resumed a session", "of all", Resumed(run.SinkCounts), 3),
            new(Import, "rows/s", RowsPerSecond(run, campaign => campaign.Import)),
            new(Check, "rows/s", RowsPerSecond(run, campaign => campaign.Check)),
            new("least of a campaign ÷ an even share", "", Fairness.LeastShare(run.Ledger.Delivered), 3),
            new(FirstMail, "s", run.FirstMail?.TotalSeconds, 3),
            new(LastAfterAnswer, "s", AfterAnswer(run.Pause), 3),
            new(LastAfterAsking, "s", run.Pause?.LastMail.TotalSeconds, 3),
            new("signatures verified with dkimpy", "", run.Signatures?.Messages),
        ];
    }

    private static double? WireSize(SinkTotals? sink) =>
        sink is { Messages: > 0 } ? (double)sink.Octets / sink.Messages : null;

    private static double? Resumed(SinkTotals? sink) =>
        sink is { TlsConnections: > 0 } ? (double)sink.TlsResumed / sink.TlsConnections : null;

    private static double? AfterAnswer(PauseMoment? pause) => pause is null
        ? null
        : Math.Max(0, (pause.LastMail - pause.Answered).TotalSeconds);

    private static (double User, double System) PerMessage(
        (ProcessSample Before, ProcessSample After) window, double messages) => (
            Delta(window, sample => sample.User) * Micro / messages,
            Delta(window, sample => sample.System) * Micro / messages);

    private static double Delta(
        (ProcessSample Before, ProcessSample After) window, Func<ProcessSample, double> of) =>
        of(window.After) - of(window.Before);

    private static double RowsPerSecond(RunResult run, Func<PreparedCampaign, TimeSpan> of) =>
        run.Campaigns.Sum(campaign => campaign.Recipients)
        / run.Campaigns.Sum(campaign => of(campaign).TotalSeconds);
}
