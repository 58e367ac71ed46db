using OrleansMail.Addresses;
using OrleansMail.Guard;
using OrleansMail.Messages;
using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

/// <summary>Merges the content for every recipient and shows the result to the guard's rules.</summary>
internal sealed class CampaignGuard(IAudienceStore store, TimeProvider clock) : ICampaignGuard
{
    public async Task<(Refusal? Refusal, GuardReport? Report)> RunAsync(
        CampaignSettings settings, byte[] content, long audience)
    {
        if (ContentTemplate.Compile(content).Template is not { } template)
        {
            return (new Refusal("content", "The content cannot be read; create the campaign again.", "content"), null);
        }

        var facts = await store.FactsAsync(audience);
        if (facts is null || (facts.Rows == 0 && !facts.IsStream))
        {
            return (new Refusal("audience", "There are no recipients; import them first.", "recipients"), null);
        }

        var bound = template.Bind(["address", .. facts.Columns]);
        if (bound.Binding is not { } binding)
        {
            var fields = string.Join(", ", bound.Errors.Select(error => error.Field).Distinct(StringComparer.Ordinal));
            return (
                new Refusal("field", $"The recipients have no column for the merge field {fields}.", bound.Errors[0].Field),
                null);
        }

        // Off the grain's turns and off the thread pool: this is minutes of CPU for a large audience.
        var run = new GuardRun(Campaign(settings, template, facts));
        var report = await Task.Factory.StartNew(
            () => RunAsync(run, binding, facts), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
        return (null, report);
    }

    private async Task<GuardReport> RunAsync(GuardRun run, ContentBinding binding, AudienceFacts facts)
    {
        for (var number = 0; number < facts.Chunks && !facts.IsStream; number++)
        {
            foreach (var (row, recipient) in await RowsAsync(facts, number))
            {
                run.Learn(Row(row, recipient));
            }
        }

        for (var number = 0; number < facts.Chunks && !facts.IsStream; number++)
        {
            foreach (var (row, recipient) in await RowsAsync(facts, number))
            {
                run.Check(Merged(Row(row, recipient), recipient, binding));
            }
        }

        return run.Report(clock.GetUtcNow());
    }

    private async Task<IEnumerable<(long Row, AudienceRow Recipient)>> RowsAsync(AudienceFacts facts, int number)
    {
        var chunk = await store.LoadAsync(facts.Audience, number);
        return chunk is null ? [] : chunk.Rows.Select((recipient, index) => (chunk.FirstRow + index, recipient));
    }

    private static GuardRow Row(long row, AudienceRow recipient)
    {
        var at = recipient.Address.LastIndexOf('@');
        var canonical = Mailbox.TryParse(recipient.Address, out var mailbox, out _) ? mailbox.Canonical : recipient.Address;
        return new GuardRow(
            row, recipient.Line == 0 ? null : recipient.Line, canonical, recipient.Address[(at + 1)..], recipient.Values);
    }

    private static GuardRow Merged(GuardRow row, AudienceRow recipient, ContentBinding binding)
    {
        var merged = binding.Merge([recipient.Address, .. recipient.Values]);
        return merged.Content is { } content
            ? row with
            {
                Subject = content.Subject,
                Text = content.Text ?? "",
                Html = content.Html ?? "",
                Headers = [.. content.Headers.Select(header => header.Value)],
            }
            : row with { FaultField = merged.Errors[0].Field, FaultReason = merged.Errors[0].Reason };
    }

    private static GuardCampaign Campaign(CampaignSettings settings, ContentTemplate template, AudienceFacts facts)
    {
        var from = settings.From[(settings.From.LastIndexOf('@') + 1)..].TrimEnd('>', ' ');
        return new GuardCampaign(
            template.SubjectSource,
            template.TextSource ?? "",
            template.HtmlSource ?? "",
            template.Headers,
            [.. template.Attachments.Where(attachment => !attachment.IsInline).Select(attachment => attachment.Name)],
            template.ToCount,
            template.CcCount,
            facts.Columns,
            settings.UnsubscribeUrl is not null || settings.UnsubscribeMailto is not null
                || template.UnsubscribeSource is not null,
            settings.IsStream,
            from,
            facts.SameDuplicates,
            facts.OtherDuplicates,
            facts.Rows);
    }
}
