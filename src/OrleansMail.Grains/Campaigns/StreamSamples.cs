using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

/// <summary>
/// Mails of a stream for its approver, before it has recipients: the template itself, with every branch of it, and what
/// comes of it where no value and where every value is given.
/// </summary>
internal static class StreamSamples
{
    private const string AsWritten = "as it is written, with its merge fields";
    private const string Named = "each field filled with its own name";
    private const string Empty = "no field filled";
    private const string Recipient = "address";

    public static async Task<ReviewedMailsAnswer> OfAsync(GuardRequest request, IAudienceStore store)
    {
        var (refusal, template) = await CampaignTemplate.ReadAsync(request, store);
        if (template is null)
        {
            return new ReviewedMailsAnswer(refusal, []);
        }

        var content = template.Content;
        var mails = new List<ReviewedMail>
        {
            new(AsWritten, CampaignPreview.Of(
                request, NameOf(Recipient), content.SubjectSource, content.TextSource, content.HtmlSource, content)),
        };
        Add(mails, Named, request, template, NameOf);
        Add(mails, Empty, request, template, _ => "");
        return new ReviewedMailsAnswer(null, [.. mails]);
    }

    /// <summary>Nothing where the template refuses such values: of them no message is made either.</summary>
    private static void Add(
        List<ReviewedMail> mails, string reason, GuardRequest request, CampaignTemplate template, Func<string, string> valueOf)
    {
        string[] values = [NameOf(Recipient), .. template.Audience.Columns.Select(valueOf)];
        if (template.Binding.Merge(values).Content is { } merged)
        {
            mails.Add(new ReviewedMail(reason, CampaignPreview.Of(
                request, values[0], merged.Subject, merged.Text, merged.Html, template.Content)));
        }
    }

    private static string NameOf(string field) => $"«{field}»";
}
