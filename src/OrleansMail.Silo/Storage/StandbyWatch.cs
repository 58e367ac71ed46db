using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansMail.Storage;

/// <summary>Says once, at the start, when a fail-over of PostgreSQL would lose what was told to be durable.</summary>
internal sealed partial class StandbyWatch(PostgresDatabase database, ILogger<StandbyWatch> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.LosesOnFailOver)
        {
            LogLoses();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning,
        "A standby is named, but the server waits for none: after a fail-over recipients can get mails twice")]
    private partial void LogLoses();
}
