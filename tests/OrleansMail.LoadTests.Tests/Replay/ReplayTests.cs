using System.Globalization;
using System.Xml.Linq;
using OrleansMail.Measures;
using OrleansMail.Shapes;
using OrleansMail.Trials;

namespace OrleansMail.Replay;

public sealed class ReplayTests
{
    private const int Recipients = 300;

    [Fact]
    public async Task A_small_replay_reaches_everybody_once_and_its_report_stands_alone()
    {
        using var folder = new TemporaryFolder();
        var options = new ReplayOptions(
            new AudienceShape(Recipients, 1, [], 10, Japanese: true, 0, Seed: 1),
            ContentPath: null,
            AudiencePath: null,
            Runs: 1,
            new ReceiverOptions(false, TimeSpan.FromMilliseconds(200), 0, 0, 0, Tls: true),
            Campaigns: 2,
            PauseAt: 0.3,
            [],
            TrialInputs.BuiltProgram(),
            RsaSeconds: 1);
        using var progress = new StringWriter(CultureInfo.InvariantCulture);

        var runs = await ReplayCommand.RunAllAsync(
            options, folder.Path, progress, TestContext.Current.CancellationToken);

        var run = Assert.Single(runs);
        Assert.Empty(run.Breaches);
        Assert.Equal(Recipients, run.Ledger.DeliveredCount);
        Assert.Equal(Recipients, run.SinkCounts!.Messages);
        Assert.InRange((double)run.SinkCounts.Octets / Recipients, 10 * 1024 * 0.95, 10 * 1024 * 1.05);
        Assert.True(run.SinkCounts.TlsConnections > 0);
        Assert.All(RunFigures.Of(run), figure => Assert.True(figure.Value is null or >= 0, figure.Name));
        var report = XDocument.Parse(ReplayReport.Render(runs, Machine.Read(), "replay --recipients 300"));
        Assert.Contains("sink and ledger agree line by line", report.Root!.Value, StringComparison.Ordinal);
        Assert.Contains("replay --recipients 300", report.Root.Value, StringComparison.Ordinal);
    }
}
