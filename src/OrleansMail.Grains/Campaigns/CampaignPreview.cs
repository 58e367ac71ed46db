using OrleansMail.Guard;
using OrleansMail.Messages;
using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

/// <summary>Renders the mails of some rows for people to look at.</summary>
internal static class CampaignPreview
{
    public static async Task<PreviewAnswer[]> OfAsync(GuardRequest request, IReadOnlyList<long> rows, IAudienceStore store)
    {
        var (refusal, template) = await CampaignTemplate.ReadAsync(request, store);
        var answers = new PreviewAnswer[rows.Count];
        for (var index = 0; index < answers.Length; index++)
        {
            answers[index] = template is null
                ? new PreviewAnswer(refusal, null)
                : await OfAsync(request, rows[index], template, store);
        }

        return answers;
    }

    private static async Task<PreviewAnswer> OfAsync(
        GuardRequest request, long row, CampaignTemplate template, IAudienceStore store)
    {
        if (await FindAsync(template.Audience, row, store) is not { } recipient)
        {
            return new PreviewAnswer(
                new Refusal("row", "There is no such row; a row is named by its line in the recipients file.", "row"), null);
        }

        var merged = template.Merge(recipient);
        return merged.Content is { } content
            ? new PreviewAnswer(null, Of(request, row, recipient.Address, content.Subject, content.Text, content.Html, template.Content))
            : new PreviewAnswer(
                new Refusal(
                    "merge", $"The mail of this row cannot be made: {merged.Errors[0].Field}: {merged.Errors[0].Reason}",
                    merged.Errors[0].Field),
                null);
    }

    /// <summary>A mail of no row: a sample of what a stream will send.</summary>
    public static MailPreview Of(
        GuardRequest request, string to, string subject, string? text, string? html, ContentTemplate template) =>
        Of(request, MailPreview.NoRow, to, subject, text, html, template);

    private static MailPreview Of(
        GuardRequest request, long row, string to, string subject, string? text, string? html, ContentTemplate template)
    {
        var (plain, page) = (text ?? "", html ?? "");
        return new MailPreview(
            row,
            request.Settings.From,
            to,
            subject,
            Cut(plain),
            Cut(page),
            plain.Length > MailPreview.MaxLength || page.Length > MailPreview.MaxLength,
            [.. template.Attachments.Select(file => new PreviewAttachment(file.Name, file.ContentType, file.Bytes))]);
    }

    // Never between the two halves of a character.
    private static string Cut(string text)
    {
        var length = Math.Min(text.Length, MailPreview.MaxLength);
        return length < text.Length && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    /// <summary>A row by its line in the file; by its number when it came from none. Lines rise from chunk to chunk.</summary>
    private static async Task<AudienceRow?> FindAsync(AudienceFacts facts, long row, IAudienceStore store)
    {
        var (least, most) = (0, facts.Chunks - 1);
        while (least <= most)
        {
            var middle = (least + most) / 2;
            var chunk = await store.LoadAsync(facts.Audience, middle);
            if (chunk is null || chunk.Rows.Count == 0)
            {
                return await ScanAsync(facts, row, store);
            }

            if (chunk.Rows[0].Line == 0)
            {
                return await NumberAsync(facts, row, store);
            }

            if (row < chunk.Rows[0].Line)
            {
                most = middle - 1;
            }
            else if (row > chunk.Rows[^1].Line)
            {
                least = middle + 1;
            }
            else
            {
                return chunk.Rows.FirstOrDefault(recipient => recipient.Line == row);
            }
        }

        return null;
    }

    private static async Task<AudienceRow?> NumberAsync(AudienceFacts facts, long row, IAudienceStore store)
    {
        if (row < 0 || row / IAudienceStore.ChunkRows >= facts.Chunks)
        {
            return null;
        }

        var chunk = await store.LoadAsync(facts.Audience, (int)(row / IAudienceStore.ChunkRows));
        return chunk?.Rows.ElementAtOrDefault((int)(row % IAudienceStore.ChunkRows));
    }

    // A chunk of nothing but rows that were left out has no line to go by.
    private static async Task<AudienceRow?> ScanAsync(AudienceFacts facts, long row, IAudienceStore store)
    {
        for (var number = 0; number < facts.Chunks; number++)
        {
            var chunk = await store.LoadAsync(facts.Audience, number);
            if (chunk?.Rows.FirstOrDefault(recipient => recipient.Line == row && row > 0) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
