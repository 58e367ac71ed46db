using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansMail.Sealing;

/// <summary>Wraps the data keys under the newest version of the cluster key, once after the start.</summary>
internal sealed partial class SealRotation(IKeyVault vault, ILogger<SealRotation> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var before = await vault.StatusAsync();
            if (before.Versions.Length == 1)
            {
                return;
            }

            var after = await vault.RotateAsync();
            LogRotated(after.Newest, after.KeyFile);
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
    }

    [LoggerMessage(LogLevel.Information,
        "Every data key is wrapped under version {Version} of the cluster key; older versions may be taken out of {File}")]
    private partial void LogRotated(int version, string file);

    [LoggerMessage(LogLevel.Error, "The data keys could not be wrapped under the newest version of the cluster key")]
    private partial void LogFailed(Exception failure);
}
