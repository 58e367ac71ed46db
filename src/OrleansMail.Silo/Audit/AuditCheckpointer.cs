using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansMail.Storage;

namespace OrleansMail.Audit;

/// <summary>Has checkpoints signed when enough entries have come, when enough time has passed, at the start and at the end.</summary>
internal sealed partial class AuditCheckpointer(
    AuditSigner signer,
    AuditTally tally,
    CheckpointHealth health,
    IOptions<AuditOptions> options,
    TimeProvider clock,
    ILogger<AuditCheckpointer> log) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the silo does not wait for the trees of long trails.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var enough = tally.CountAsync(options.Value.CheckpointEntries);
            if (await SignAsync())
            {
                await enough.WaitAsync(options.Value.CheckpointEvery, clock, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else
            {
                await Task.Delay(Least(Retry, options.Value.CheckpointEvery), clock, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await SignAsync();
    }

    private async Task<bool> SignAsync()
    {
        try
        {
            await signer.SignAsync();
            if (health.Worked())
            {
                LogWorks();
            }

            return true;
        }
#pragma warning disable CA1031 // A full disk or an unmounted folder must not end the silo; the next round tries again.
        catch (Exception failure)
        {
            if (health.Failed(Reason(failure)))
            {
                LogFailed(failure);
            }

            return false;
        }
#pragma warning restore CA1031
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static string Reason(Exception failure) => failure switch
    {
        _ when DataFolder.IsNoRoom(failure) => "the disk of Audit:CheckpointFolder is full.",
        StorageUnavailableException => failure.Message,
        IOException or UnauthorizedAccessException => "Audit:CheckpointFolder cannot be written to; the log says why.",
        _ => "the log says why.",
    };

    [LoggerMessage(LogLevel.Error, "Checkpoints of the audit trails could not be signed; it is tried again every 30 seconds")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(LogLevel.Information, "Checkpoints of the audit trails are signed again")]
    private partial void LogWorks();
}
