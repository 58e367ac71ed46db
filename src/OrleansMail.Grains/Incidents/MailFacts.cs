using OrleansMail.Campaigns;
using OrleansMail.Messages;

namespace OrleansMail.Incidents;

/// <summary>What a campaign's mail says about its recipients.</summary>
/// <param name="Subject">The subject with its merge fields unresolved.</param>
/// <param name="Columns">Names of the merge values of its audience, without <c>address</c>.</param>
/// <param name="Merged">Indices of the columns that the mail uses; of a forgotten campaign nobody knows, so all of them.</param>
/// <param name="Rows">Recipients.</param>
internal sealed record MailFacts(
    string Subject, IReadOnlyList<string> Columns, int[] Merged, long Rows, bool IsStream)
{
    private const string Forgotten = "(forgotten)";

    /// <summary>Reads the stored content and audience; null if one of the two is not there.</summary>
    /// <param name="isForgotten">The content cannot be read any more; names of columns can.</param>
    public static async Task<MailFacts?> ReadAsync(
        CampaignStores stores, string campaign, long audience, bool isForgotten = false)
    {
        var facts = audience == 0 ? null : await stores.Audience.FactsAsync(audience);
        if (isForgotten)
        {
            return facts is null
                ? null
                : new MailFacts(
                    Forgotten, facts.Columns, [.. Enumerable.Range(0, facts.Columns.Length)], facts.Rows, facts.IsStream);
        }

        var content = await stores.Content.GetAsync(campaign) ?? [];
        if (facts is null || ContentTemplate.Compile(content).Template is not { } template)
        {
            return null;
        }

        var merged = Enumerable.Range(0, facts.Columns.Length)
            .Where(index => template.Fields.Contains(facts.Columns[index], StringComparer.OrdinalIgnoreCase));
        return new MailFacts(template.SubjectSource, facts.Columns, [.. merged], facts.Rows, facts.IsStream);
    }
}
