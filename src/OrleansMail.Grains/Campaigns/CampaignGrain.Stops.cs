using System.Globalization;
using OrleansMail.Incidents;

namespace OrleansMail.Campaigns;

/// <content>Emergency stops: while one is in force nothing is started or goes on.</content>
internal sealed partial class CampaignGrain
{
    public async Task<CampaignStatus?> HaltAsync(string reason)
    {
        if (State.Settings is null)
        {
            return null;
        }

        return CampaignMoves.After(State.Phase, CampaignMove.Pause) is null
            ? await NowAsync()
            : (await StopAsync(CampaignMove.Pause, CampaignPhase.Paused, reason)).Status;
    }

    /// <summary>Why nothing may start now; null if nothing is in the way.</summary>
    /// <remarks>
    /// Asked after the directory says that this campaign runs. A stop becomes durable before it reads the directory: one
    /// of the two sees the other.
    /// </remarks>
    private async Task<Refusal?> StoppedAsync() => await FindStopAsync() is { } stop
        ? new Refusal(
            "stopped",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{StopTarget.Words(stop.Target)} has been stopped by {stop.By} since {stop.Since.UtcDateTime:u}: "
                + $"{stop.Reason}. `stop lift` ends that."))
        : null;

    private async Task<EmergencyStop?> FindStopAsync()
    {
        var domain = await SendingDomainAsync() ?? "";
        var stops = await Task.WhenAll(StopTarget.Of(Id, domain)
            .Select(target => GrainFactory.GetGrain<IStopGrain>(target).ShowAsync()));
        return Array.Find(stops, stop => stop is not null);
    }
}
