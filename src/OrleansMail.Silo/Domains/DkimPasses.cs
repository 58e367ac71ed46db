using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansMail.Reports;

namespace OrleansMail.Domains;

/// <summary>Has announced DKIM keys looked for in DNS: soon after the start of the silo, and then every hour.</summary>
internal sealed partial class DkimPasses(
    IGrainFactory grains, IDirectory directory, TimeProvider clock, ILogger<DkimPasses> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = AfterStart;
        while (true)
        {
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await PassAsync(stoppingToken);
            wait = Every;
        }
    }

    private async Task PassAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var domain in await directory.ListAsync(DirectoryKind.Domain, runningOnly: false))
            {
                if (stopping.IsCancellationRequested)
                {
                    return;
                }

                await FollowAsync(domain, stopping);
            }
        }
#pragma warning disable CA1031 // Storage that fails now must not end the silo; the next pass tries again.
        catch (Exception failure)
        {
            Tell(failure, "all domains", stopping);
        }
#pragma warning restore CA1031
    }

    private async Task FollowAsync(string domain, CancellationToken stopping)
    {
        try
        {
            if (await grains.GetGrain<ISendingDomainGrain>(domain).FollowDkimAsync() is { } selector)
            {
                LogSwitched(domain, selector);
            }
        }
#pragma warning disable CA1031 // One domain that cannot be read must not keep the others with their old keys.
        catch (Exception failure)
        {
            Tell(failure, domain, stopping);
        }
#pragma warning restore CA1031
    }

    private void Tell(Exception failure, string domain, CancellationToken stopping)
    {
        if (!stopping.IsCancellationRequested)
        {
            LogFailed(failure, domain);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Domain} signs with the DKIM key {Selector} from now on: its record has been in DNS for long enough")]
    private partial void LogSwitched(string domain, string selector);

    [LoggerMessage(LogLevel.Error, "The announced DKIM key of {Domain} could not be looked for; it is tried again in an hour")]
    private partial void LogFailed(Exception failure, string domain);
}
