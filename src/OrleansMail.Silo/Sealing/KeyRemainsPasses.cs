using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.People;
using OrleansMail.Storage;

namespace OrleansMail.Sealing;

/// <summary>
/// Goes on with destroyed keys of which a copy had to stay in the database's files, until it is gone, and writes both into the
/// audit trail.
/// </summary>
internal sealed partial class KeyRemainsPasses(
    KeyRemains remains, IGrainFactory grains, ILogger<KeyRemainsPasses> log) : BackgroundService
{
    public const string Remains = "key-remains";
    public const string Gone = "key-gone";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly HashSet<long> _told = [];
    private TimeSpan _pause = Every;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(_pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await PassAsync();
            }
#pragma warning disable CA1031 // Storage that fails now must not end the silo; the next pass tries again.
            catch (Exception failure)
            {
                if (!stoppingToken.IsCancellationRequested)
                {
                    LogFailed(failure);
                }
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>One look at all of them.</summary>
    public async Task PassAsync()
    {
        var why = (await remains.ListAsync()).Any(remain => !remain.IsGone) ? await remains.TryAsync() : null;
        _pause = why is null ? Every : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        foreach (var remain in await remains.ListAsync())
        {
            if (remain.IsGone)
            {
                await TellAsync(remain, Gone, "no copy of the destroyed key is left in the file of the database");
                await remains.EndAsync(remain);
                _told.Remove(remain.Id);
            }
            else if (why is not (null or PostgresScrub.TurnTaken) && !_told.Contains(remain.Id))
            {
                await TellAsync(remain, Remains, $"a copy of the destroyed key stays in the file of the database: {why}");
                LogRemains(remain.Scope, why);
                _told.Add(remain.Id);
            }
        }
    }

    /// <summary>Writes an entry; the same of another silo, or after a crash, is the same entry.</summary>
    private async Task TellAsync(KeyRemain remain, string action, string detail)
    {
        var campaign = KeyScope.CampaignOf(remain.Scope);
        var domain = campaign is null
            ? null
            : await grains.GetGrain<ICampaignDispatchGrain>(campaign).SendingDomainAsync();
        var id = SHA256.HashData(Encoding.UTF8.GetBytes($"{action} {remain.Id} {remain.Since.UtcTicks} {remain.Scope}"));
        await grains.GetGrain<IAuditGrain>(domain ?? IAuditGrain.SystemTrail).AppendAsync(new AuditFact(
            new Guid(id.AsSpan(0, 16)), Caller.Engine, action, campaign is null ? "seal" : $"campaign:{campaign}",
            AuditResult.Noted, detail));
    }

    [LoggerMessage(LogLevel.Warning, "A copy of the destroyed key of {Scope} stays in the file of the database: {Reason}")]
    private partial void LogRemains(string scope, string reason);

    [LoggerMessage(LogLevel.Error, "Copies of destroyed keys could not be looked for in the database; it is tried again")]
    private partial void LogFailed(Exception failure);
}
