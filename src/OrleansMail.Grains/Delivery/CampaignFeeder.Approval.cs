using OrleansMail.Campaigns;
using OrleansMail.Domains;

namespace OrleansMail.Delivery;

/// <content>What is stored must be what was approved: before the first mail and at every claim.</content>
internal sealed partial class CampaignFeeder
{
    private async Task<bool> TryLoadAsync()
    {
        if (release.Cancelling)
        {
            // Nothing is sent, and of a campaign that failed the content may be what cannot be used.
            return true;
        }

        var content = await parts.Stores.Content.GetAsync(release.Campaign) ?? [];
        if (await DifferenceAsync(content) is { Length: > 0 } difference)
        {
            await MismatchAsync(difference);
            return false;
        }

        // The approved hash is over the chunks' hashes: a chunk changed behind its hash must be found before the
        // first one is sent, not when its turn comes. The rows of a stream are looked at as they are sealed.
        if (!release.Settings.IsStream && !await parts.Stores.Audience.IsIntactAsync(release.Audience))
        {
            await MismatchAsync("audience");
            return false;
        }

        var key = await parts.Grains.GetGrain<ISendingDomainGrain>(Domain).SigningKeyAsync();
        var (image, problem) = CampaignImage.Make(release, content, key, parts.Keys);
        if (image is null)
        {
            await MismatchAsync(problem!);
            return false;
        }

        _image = image;
        return true;
    }

    /// <summary>What is stored against what was approved; empty when they are the same.</summary>
    private async Task<string> DifferenceAsync(byte[] content)
    {
        var facts = await parts.Stores.Audience.FactsAsync(release.Audience);
        return facts is null
            ? "audience"
            : release.Approved.DifferenceTo(
                ApprovalHashing.Of(release.Settings, content, facts, release.Approved.Agreement));
    }

    private async Task<bool> HasChangedAsync()
    {
        if (release.Cancelling)
        {
            return false;
        }

        var content = await parts.Stores.Content.GetAsync(release.Campaign) ?? [];
        var difference = await DifferenceAsync(content);
        if (difference.Length > 0)
        {
            await MismatchAsync(difference);
        }

        return difference.Length > 0;
    }

    private async Task MismatchAsync(string what)
    {
        _stopped = true;
        await Task.WhenAny(_campaign.MismatchAsync(what), _halt.Task);
    }
}
