using OrleansMail.Addresses;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Incidents;

namespace OrleansMail.People;

/// <summary>Finds the sending domains that a call is about.</summary>
internal sealed class CallScope(IGrainFactory grains)
{
    /// <summary>
    /// The domains for each of which the right must be granted; none if the call names no domain that can be read, which
    /// its grain refuses; null for a campaign that does not exist.
    /// </summary>
    /// <param name="scope">Where they are found; not <see cref="Scope.Any"/>.</param>
    /// <param name="key">The grain's key.</param>
    /// <param name="argument">The first argument.</param>
    public async Task<IReadOnlyList<string>?> DomainsAsync(Scope scope, string key, object? argument) => scope switch
    {
        Scope.Domain => [key == IAuditGrain.SystemTrail ? Grant.Everywhere : key],
        Scope.Campaign => await CampaignAsync(key),
        Scope.CampaignArgument => await CampaignAsync(argument as string ?? ""),
        Scope.Draft => await DraftAsync(key, argument as CampaignSettings),
        Scope.Target => StopTarget.CampaignOf(key) is { } campaign ? await CampaignAsync(campaign) : [key],
        _ => [Grant.Everywhere],
    };

    private async Task<IReadOnlyList<string>?> CampaignAsync(string campaign) =>
        await DomainOfAsync(campaign) is { } domain ? [domain] : null;

    private async Task<IReadOnlyList<string>?> DraftAsync(string campaign, CampaignSettings? settings)
    {
        var current = await DomainOfAsync(campaign);
        var wanted = settings is not null && Sender.TryParse(settings.From, out var from, out _)
            ? from.Address.Domain
            : null;
        return [.. new[] { current, wanted }.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private Task<string?> DomainOfAsync(string campaign) => campaign.Length == 0
        ? Task.FromResult<string?>(null)
        : grains.GetGrain<ICampaignDispatchGrain>(campaign).SendingDomainAsync();
}
