using OrleansMail.Messages;
using OrleansMail.Recipients;

namespace OrleansMail.Campaigns;

/// <summary>A campaign's content bound to the columns of its audience; or why that cannot be.</summary>
internal sealed record CampaignTemplate(ContentTemplate Content, ContentBinding Binding, AudienceFacts Audience)
{
    public static async Task<(Refusal? Refusal, CampaignTemplate? Template)> ReadAsync(
        GuardRequest request, IAudienceStore store)
    {
        if (ContentTemplate.Compile(request.Content).Template is not { } template)
        {
            return (new Refusal("content", "The content cannot be read; create the campaign again.", "content"), null);
        }

        var facts = await store.FactsAsync(request.Audience);
        if (facts is null || (facts.Rows == 0 && !facts.IsStream))
        {
            return (new Refusal("audience", "There are no recipients; import them first.", "recipients"), null);
        }

        var bound = template.Bind(["address", .. facts.Columns]);
        if (bound.Binding is { } binding)
        {
            return (null, new CampaignTemplate(template, binding, facts));
        }

        var fields = string.Join(", ", bound.Errors.Select(error => error.Field).Distinct(StringComparer.Ordinal));
        return (
            new Refusal("field", $"The recipients have no column for the merge field {fields}.", bound.Errors[0].Field),
            null);
    }

    public MergeResult Merge(AudienceRow recipient) => Binding.Merge([recipient.Address, .. recipient.Values]);
}
