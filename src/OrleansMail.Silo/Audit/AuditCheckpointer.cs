using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansMail.Audit;

/// <summary>Has checkpoints signed when enough entries have come, when enough time has passed, at the start and at the end.</summary>
internal sealed partial class AuditCheckpointer(
    AuditSigner signer,
    AuditTally tally,
    IOptions<AuditOptions> options,
    TimeProvider clock,
    ILogger<AuditCheckpointer> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the silo does not wait for the trees of long trails.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var enough = tally.CountAsync(options.Value.CheckpointEntries);
            await SignAsync();
            await enough.WaitAsync(options.Value.CheckpointEvery, clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await SignAsync();
    }

    private async Task SignAsync()
    {
        try
        {
            await signer.SignAsync();
        }
#pragma warning disable CA1031 // A full disk or an unmounted folder must not end the silo; the next round tries again.
        catch (Exception failure)
        {
            LogFailed(failure);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(LogLevel.Error, "Checkpoints of the audit trails could not be signed; it is tried again")]
    private partial void LogFailed(Exception failure);
}
