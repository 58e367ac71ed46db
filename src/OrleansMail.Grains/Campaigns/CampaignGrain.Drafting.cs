using System.Security.Cryptography;
using OrleansMail.Addresses;
using OrleansMail.Domains;
using OrleansMail.Messages;
using OrleansMail.People;
using OrleansMail.Reports;

namespace OrleansMail.Campaigns;

/// <content>Writing: every change voids what was checked, submitted or approved.</content>
internal sealed partial class CampaignGrain
{
    private const int LargestContent = 25 * 1024 * 1024;

    public async Task<CampaignAnswer> DraftAsync(CampaignSettings settings, byte[] content)
    {
        var refusal = SettingsCheck.Find(Id, settings, clock.GetUtcNow()) ?? ContentSize(content);
        if (refusal is not null)
        {
            return await AnswerAsync(refusal);
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Change) is not { } next)
        {
            return await AnswerAsync(NotNow("change", "A started campaign cannot be changed; create another one."));
        }

        if (await WithDomainDefaultsAsync(settings) is not { } whole)
        {
            return await AnswerAsync(new Refusal(
                "from", "The domain of From is not a sending domain yet; `domain add` makes its DKIM key.", "from"));
        }

        settings = whole;
        var template = ContentTemplate.Compile(content);
        if (template.Template is null)
        {
            var first = template.Errors[0];
            return await AnswerAsync(new Refusal("content", $"Content, {first.Where}: {first.Message}", "content"));
        }

        var hash = ApprovalHashing.Hex(SHA256.HashData(content));
        if (State.Settings == settings && State.ContentHash == hash)
        {
            return await AnswerAsync(null);
        }

        if (settings.IsStream && State.Audience == 0)
        {
            var columns = template.Template.Fields.Where(field => field != "address").ToArray();
            State.Audience = await stores.Audience.OpenAsync(Id, columns, isStream: true);
        }

        await stores.Content.PutAsync(Id, content);
        var changed = State.ContentHash != hash ? "content" : "settings";
        State.Settings = settings;
        State.ContentHash = hash;
        Changed(next, changed);
        await ForgetCheckAsync();
        await stores.Directory.PutAsync(DirectoryKind.Campaign, Id, running: false);
        await stored.WriteStateAsync();
        return await AnswerAsync(null);
    }

    public async Task<Refusal?> AudienceAsync(long audience)
    {
        if (State.Settings is null)
        {
            return NotFound();
        }

        if (CampaignMoves.After(State.Phase, CampaignMove.Change) is not { } next)
        {
            return NotNow("change", "A started campaign cannot be changed; create another one.");
        }

        if (State.Audience == audience)
        {
            return null;
        }

        var before = State.Audience;
        State.Audience = audience;
        Changed(next, "audience");
        guarded.State.ImportedAt = clock.GetUtcNow();
        await ForgetCheckAsync();
        await stored.WriteStateAsync();
        if (before != 0)
        {
            await stores.Audience.DropAsync(before);
        }

        return null;
    }

    /// <summary>The settings with what the sending domain says where they say nothing; null for an unknown domain.</summary>
    private async Task<CampaignSettings?> WithDomainDefaultsAsync(CampaignSettings settings)
    {
        if (!Sender.TryParse(settings.From, out var from, out _))
        {
            return null;
        }

        var domain = await GrainFactory.GetGrain<ISendingDomainGrain>(from.Address.Domain).ShowAsync();
        return domain is null
            ? null
            : settings with
            {
                UnsubscribeUrl = settings.UnsubscribeUrl ?? domain.Settings.UnsubscribeUrl,
                UnsubscribeMailto = settings.UnsubscribeMailto ?? domain.Settings.UnsubscribeMailto,
                ReturnPath = settings.ReturnPath ?? domain.Settings.ReturnPath,
            };
    }

    private void Changed(CampaignPhase next, string what)
    {
        var caller = Caller.Current.Name;
        if (State.Phase is CampaignPhase.Submitted or CampaignPhase.Approved)
        {
            State.Reason = $"The {what} was changed by {caller} after it was submitted: check, submit and approve again.";
        }

        AddAuthor(caller);
        State.Phase = next;
        State.Report = null;
        State.Mark = null;
        State.Accepted.Clear();
        ClearSubmission();
    }

    /// <summary>Nothing is submitted any more, and so nothing was seen or approved.</summary>
    private void ClearSubmission()
    {
        State.Submitted = null;
        State.SubmittedBy = null;
        State.Quorum = null;
        State.Approvals.Clear();
        State.Reviewers.Clear();
        State.Confirmed.Clear();
    }

    private static Refusal? ContentSize(byte[] content) => content.Length is > 0 and <= LargestContent
        ? null
        : new Refusal("content", "A template has 1 octet to 25 MiB.", "content");
}
