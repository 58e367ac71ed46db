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

        // The key first: what is said to be forgotten is. A repeated call finishes what a crash has cut off.
        await vault.ForgetAsync(Id);
        if (State.ForgottenAt is null)
        {
            State.ForgottenAt = clock.GetUtcNow();
            await stored.WriteStateAsync();
        }

        return await AnswerAsync(null);
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
