using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansMail.Cluster;

/// <summary>Looks at the certificate files every minute, and says what will keep this silo from its peers one day.</summary>
internal sealed partial class CertificateWatch(
    ClusterCertificates certificates, TimeProvider clock, ILogger<CertificateWatch> log) : BackgroundService, ISiloHealth
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    private string? _seen;
    private string? _told;
    private DateTimeOffset _endToldAt;

    public string? Problem
    {
        get
        {
            var (fault, end) = (Volatile.Read(ref _told), certificates.ExpiresAt);
            if (fault is null && !IsSoon(end))
            {
                return null;
            }

            var unusable = fault is null ? "" : $"The certificate files cannot be used as they are: {fault.TrimEnd('.')}. ";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{unusable}Its certificate counts until {end:u}; after that no other silo and no client speaks to it.");
        }
    }

    /// <summary>One look.</summary>
    internal void Look()
    {
        // While three files are being copied they do not fit each other: what is told has been so at two looks.
        var fault = certificates.FilesFault(CertificateRole.Silo);
        if (fault == _seen && fault != _told)
        {
            _told = fault;
            if (fault is not null)
            {
                LogUnusable(fault);
            }
        }

        _seen = fault;
        var (now, end) = (clock.GetUtcNow(), certificates.ExpiresAt);
        if (IsSoon(end) && now - _endToldAt >= Again)
        {
            _endToldAt = now;
            LogEnds(end);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Look();
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsSoon(DateTimeOffset end) => end - clock.GetUtcNow() < Soon;

    [LoggerMessage(LogLevel.Warning, "The certificate files cannot be used as they are, and the ones before count while they last: {Reason}")]
    private partial void LogUnusable(string reason);

    [LoggerMessage(LogLevel.Warning, "The certificate of this silo counts until {Until}; after that no other silo and no client speaks to it")]
    private partial void LogEnds(DateTimeOffset until);
}
