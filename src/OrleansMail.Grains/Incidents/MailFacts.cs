using OrleansMail.Campaigns;
using OrleansMail.Messages;

namespace OrleansMail.Incidents;

/// <summary>What a campaign's mail says about its recipients.</summary>
/// <param name="Subject">The subject with its merge fields unresolved.</param>
/// <param name="Columns">Names of the merge values of its audience, without <c>address</c>.</param>
/// <param name="Merged">Indices of the columns that the mail uses.</param>
/// <param name="Rows">Recipients.</param>
internal sealed record MailFacts(
    string Subject, IReadOnlyList<string> Columns, int[] Merged, long Rows, bool IsStream)
{
    /// <summary>Reads the stored content and audience; null if one of the two is not there.</summary>
    public static async Task<MailFacts?> ReadAsync(CampaignStores stores, string campaign, long audience)
    {
        var facts = audience == 0 ? null : await stores.Audience.FactsAsync(audience);
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
