using System.Globalization;
using OrleansMail.Incidents;
using OrleansMail.Reports;

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
                + $"{stop.Reason}. `orleansmail stop lift {StopTarget.Argument(stop.Target)} --reason TEXT` ends that, by somebody "
                + $"with campaign.start."))
        : null;

    private async Task<EmergencyStop?> FindStopAsync()
    {
        var domain = await SendingDomainAsync() ?? "";
        var stops = await Task.WhenAll(StopTarget.Of(Id, domain)
            .Select(target => GrainFactory.GetGrain<IStopGrain>(target).ShowAsync()));
        return Array.Find(stops, stop => stop is not null);
    }

    private async Task<CampaignAnswer> StopAsync(CampaignMove move, CampaignPhase end, string reason)
    {
        if (State.Settings is null)
        {
            // Else the id would be cancelled for good before anybody has drafted it.
            return await AnswerAsync(NotFound());
        }

        if (State.Phase == end)
        {
            await StayPausedAsync(reason);
            return await AnswerAsync(null);
        }

        if (CampaignMoves.After(State.Phase, move) is not { } next)
        {
            return await AnswerAsync(NotNow(
                move == CampaignMove.Pause ? "pause" : "cancel", "Only a campaign that has not ended can be stopped."));
        }

        State.Phase = next;
        State.Reason = reason;
        State.HeldUntil = null;
        State.CanaryUntil = null;
        State.FinishedAt = next == CampaignPhase.Cancelled ? clock.GetUtcNow() : null;
        State.Swept = State.StartedAt is null;
        await stored.WriteStateAsync();
        var quiet = signal.StopSendingAsync(Id);
        if (State.Phase == CampaignPhase.Cancelled && State.Swept)
        {
            await stores.Directory.PutAsync(DirectoryKind.Campaign, Id, running: false);
        }

        await quiet;
        return await AnswerAsync(null);
    }
}
