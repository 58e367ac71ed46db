using System.Globalization;
using OrleansMail.Incidents;
using OrleansMail.Retention;

namespace OrleansMail.Campaigns;

/// <content>The end of a campaign's personal data.</content>
internal sealed partial class CampaignGrain
{
    // What is gone from the files of the storage does not come back.
    private bool _isGone;

    public async Task<CampaignAnswer> ForgetAsync(Guid operation)
    {
        if (State.Settings is null)
        {
            return await AnswerAsync(NotFound());
        }

        // Outcomes are sealed with the key, and a mail under way ends with an outcome of its own.
        if (!CampaignMoves.IsFinal(State.Phase) || IsSweeping || !await signal.StopSendingAsync(Id))
        {
            return await AnswerAsync(NotNow(
                "forget", "A campaign is forgotten after it has ended and every recipient has had its outcome."));
        }

        if (State.ForgottenAt is null && await KeptAsync() is { } kept)
        {
            return await AnswerAsync(kept);
        }

        // The key first: what is said to be forgotten is. A repeated call finishes what a crash has cut off.
        await vault.ForgetAsync(Id);
        if (State.ForgottenAt is null)
        {
            State.ForgottenAt = clock.GetUtcNow();
            await stored.WriteStateAsync();
        }

        return await AnswerAsync(null);
    }

    /// <summary>Why it has to stay readable; null if nothing asks for that.</summary>
    private async Task<Refusal?> KeptAsync()
    {
        var incidents = await GrainFactory.GetGrain<IIncidentGrain>(Id).ListAsync();
        if (Array.Find(incidents, RetentionDue.IsOpen) is { } incident)
        {
            return new Refusal(
                "kept",
                $"{incident.Id} has duties that are open: whoever has yet to tell people of it needs to know whom. "
                + "`incident done` notes what is done.");
        }

        var rules = await SendingDomainAsync() is { } domain
            ? (await GrainFactory.GetGrain<IRetentionGrain>(domain).ShowAsync()).Rules
            : new RetentionRules();
        return rules.KeepUntil > clock.GetUtcNow()
            ? new Refusal(
                "kept",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Nothing of its sending domain is forgotten before {rules.KeepUntil:u}; `domain retention` says so."))
            : null;
    }

    private async Task<string?> RemainsAsync()
    {
        if (State.ForgottenAt is null || _isGone)
        {
            return null;
        }

        var why = await vault.RemainsAsync(Id);
        _isGone = why is null;
        return why;
    }
}
