using Microsoft.Extensions.Logging;
using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Incidents;

/// <summary>Remembers the stop of one target and carries it to the campaigns.</summary>
/// <remarks>
/// The stop is durable first: from then on no campaign of the target is released, started or resumed. Then the workers of
/// all silos are told and every campaign is paused, at the same time, for the state and the counts.
/// </remarks>
[GrainType("stop")]
internal sealed partial class StopGrain(
    [PersistentState("stop")] IPersistentState<StopState> stored,
    IDirectory directory,
    IDispatchSignal signal,
    ApprovalPolicy approval,
    TimeProvider clock,
    ILogger<StopGrain> log) : Grain, IStopGrain
{
    private string Target => this.GetPrimaryKeyString();

    private string? Campaign => StopTarget.CampaignOf(Target);

    public Task<EmergencyStop?> ShowAsync() => Task.FromResult(stored.State.Stop);

    public async Task<StopAnswer> StopAsync(string reason)
    {
        if ((Reasons.Fault(reason) ?? await MissingAsync()) is { } refusal)
        {
            return new StopAnswer(refusal, stored.State.Stop, []);
        }

        if (stored.State.Stop is null)
        {
            // Listed first: a stop that holds but is in no list would be hard to find and to lift.
            await directory.PutAsync(DirectoryKind.Stop, Target, running: true);
            stored.State.Stop = new EmergencyStop(Target, Caller.Current.Name, reason, clock.GetUtcNow());
            await stored.WriteStateAsync();
        }

        // A silo that does not answer must not keep the campaigns from being paused.
        var told = Campaign is { } campaign ? signal.StopSendingAsync(campaign) : signal.StopAllAsync(Target);
        var halted = await HaltAllAsync(stored.State.Stop);
        await told;
        return new StopAnswer(null, stored.State.Stop, halted);
    }

    public async Task<StopAnswer> LiftAsync(string reason)
    {
        if ((Reasons.Fault(reason) ?? LifterFault()) is { } refusal)
        {
            return new StopAnswer(refusal, stored.State.Stop, []);
        }

        if (stored.State.Stop is not { } stop)
        {
            return new StopAnswer(null, null, []);
        }

        // The silo may have died between the stop and the pauses: what was not paused would go on by itself.
        var campaigns = await HaltAllAsync(stop);
        if (Array.Exists(campaigns, campaign => campaign.Status is null))
        {
            return new StopAnswer(
                new Refusal("busy", "Not every campaign has answered; lift the stop again in a moment."), stop, campaigns);
        }

        stored.State.Stop = null;
        await stored.WriteStateAsync();
        await directory.PutAsync(DirectoryKind.Stop, Target, running: false);
        return new StopAnswer(null, null, campaigns);
    }

    private async Task<StoppedCampaign[]> HaltAllAsync(EmergencyStop stop)
    {
        var reason = $"Stopped by {stop.By}: {stop.Reason}";
        var asked = await Task.WhenAll((await StartedAsync()).Select(campaign => HaltAsync(campaign, reason)));
        return [.. asked.OfType<StoppedCampaign>()];
    }

    private async Task<IReadOnlyList<string>> StartedAsync() => Campaign is { } campaign
        ? [campaign]
        : await directory.ListAsync(DirectoryKind.Campaign, runningOnly: true);

    /// <summary>Pauses one campaign; null if the stop does not concern it.</summary>
    private async Task<StoppedCampaign?> HaltAsync(string id, string reason)
    {
        var campaign = GrainFactory.GetGrain<ICampaignDispatchGrain>(id);
        try
        {
            return Target == StopTarget.Everything || Campaign is not null || await campaign.SendingDomainAsync() == Target
                ? new StoppedCampaign(id, await campaign.HaltAsync(reason))
                : null;
        }
        catch (Exception failure)
        {
            // It is stopped all the same: it gets no release. One that does not answer must not hide the others.
            LogHalt(failure, id);
            return new StoppedCampaign(id, null);
        }
    }

    /// <summary>A stop of what does not exist would let people believe that something was stopped.</summary>
    private async Task<Refusal?> MissingAsync()
    {
        if (Target == StopTarget.Everything)
        {
            return null;
        }

        if (Campaign is { } campaign)
        {
            return await GrainFactory.GetGrain<ICampaignDispatchGrain>(campaign).SendingDomainAsync() is null
                ? new Refusal(
                    "not-found", $"There is no campaign '{campaign}'; `campaign list` shows what there is.", "target")
                : null;
        }

        return await GrainFactory.GetGrain<ISendingDomainGrain>(Target).ShowAsync() is null
            ? new Refusal(
                "not-found",
                $"There is no sending domain '{Target}'; a campaign of that name is `campaign:{Target}`.",
                "target")
            : null;
    }

    // Every service that sends by a stream has the right to start, and must not be able to end an emergency.
    private Refusal? LifterFault() => Caller.Current.Kind == CallerKind.Person
        ? approval.FactorFault(Caller.Current, clock.GetUtcNow())
        : new Refusal("not-a-person", "Only a person lifts a stop; a service or the engine never does: somebody with campaign.start signs in.");

    [LoggerMessage(LogLevel.Error, "{Campaign} did not answer to a stop; nothing of it is begun while the stop holds")]
    private partial void LogHalt(Exception failure, string campaign);
}
