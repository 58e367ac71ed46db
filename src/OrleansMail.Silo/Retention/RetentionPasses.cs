using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansMail.Retention;

/// <summary>Has ended campaigns forgotten when their time is over: soon after the start of the silo, and then again and again.</summary>
internal sealed partial class RetentionPasses(
    IGrainFactory grains, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<RetentionPasses> log)
    : BackgroundService
{
    // A pass looks at every campaign. What was being sent before the start goes first.
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = options.Value.Every < AfterStart ? options.Value.Every : AfterStart;
        while (true)
        {
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await PassAsync(stoppingToken);
            wait = options.Value.Every;
        }
    }

    private async Task PassAsync(CancellationToken stopping)
    {
        try
        {
            var (pass, forgotten) = (grains.GetGrain<IRetentionPassGrain>(0), 0);
            string? after = null;
            do
            {
                var step = await pass.StepAsync(after);
                (after, forgotten) = (step.Next, forgotten + step.Forgotten);
            }
            while (after is not null && !stopping.IsCancellationRequested);

            if (forgotten > 0)
            {
                LogForgotten(forgotten);
            }
        }
#pragma warning disable CA1031 // Storage that fails now must not end the silo; the next pass tries again.
        catch (Exception failure)
        {
            if (!stopping.IsCancellationRequested)
            {
                LogFailed(failure);
            }
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(LogLevel.Information, "{Campaigns} campaigns were forgotten by their age")]
    private partial void LogForgotten(int campaigns);

    [LoggerMessage(LogLevel.Error, "Campaigns whose time is over could not be looked for; it is tried again")]
    private partial void LogFailed(Exception failure);
}
