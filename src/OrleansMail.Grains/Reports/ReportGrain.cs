using Orleans.Concurrency;
using OrleansMail.Addresses;
using OrleansMail.Audit;
using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.Egress;
using OrleansMail.Incidents;
using OrleansMail.Ledger;
using OrleansMail.People;
using OrleansMail.Recipients;
using OrleansMail.Suppression;

namespace OrleansMail.Reports;

/// <summary>Reads the stores for people and programs.</summary>
[GrainType("report"), StatelessWorker]
internal sealed class ReportGrain(
    IDirectory directory,
    ILedger ledger,
    IAddressKey keys,
    ISuppressionStore suppression) : Grain, IReportGrain
{
    private const int LargestPage = 1000;

    public async Task<string[]> CampaignsAsync()
    {
        var all = await directory.ListAsync(DirectoryKind.Campaign, runningOnly: false);
        return [.. await ReadableAsync(Right.CampaignRead, all)];
    }

    public async Task<SendingDomain[]> DomainsAsync()
    {
        var names = await directory.ListAsync(DirectoryKind.Domain, runningOnly: false);
        var shown = await Task.WhenAll(
            names.Select(name => GrainFactory.GetGrain<ISendingDomainGrain>(name).ShowAsync()));
        return [.. shown.OfType<SendingDomain>().Where(
            domain => Caller.Current.May(Right.CampaignRead, domain.Domain))];
    }

    public async Task<EgressIp[]> EgressIpsAsync()
    {
        var addresses = await directory.ListAsync(DirectoryKind.EgressIp, runningOnly: false);
        var shown = await Task.WhenAll(
            addresses.Select(address => GrainFactory.GetGrain<IEgressIpGrain>(address).ShowAsync()));
        return [.. shown.OfType<EgressIp>()];
    }

    public async Task<OutcomeLine[]> OutcomesAsync(string campaign, long afterRow, int max)
    {
        var dispatch = GrainFactory.GetGrain<ICampaignDispatchGrain>(campaign);
        var audience = await dispatch.CurrentAudienceAsync();
        if (audience == 0)
        {
            return [];
        }

        var records = await ledger.OutcomesAsync(audience, afterRow, Math.Clamp(max, 1, LargestPage));
        var domain = await dispatch.SendingDomainAsync() ?? "";
        if (!Caller.Current.May(Right.RecipientsRead, domain))
        {
            return [.. records.Select(record => Masking.Of(Lines.Of(record)))];
        }

        if (records.Count > 0 && Caller.Current.Kind != CallerKind.Engine)
        {
            await GrainFactory.GetGrain<IAuditGrain>(domain).AppendAsync(new AuditFact(
                Guid.CreateVersion7(), Caller.Current, "unmask", $"campaign:{campaign}", AuditResult.Allowed,
                $"outcomes of rows {records[0].Row} to {records[^1].Row}"));
        }

        return [.. records.Select(Lines.Of)];
    }

    public async Task<OutcomeLine[]> TraceAsync(string address)
    {
        if (!Mailbox.TryParse(address, out var mailbox, out _))
        {
            return [];
        }

        var records = await ledger.TraceAsync(keys.KeyOf(mailbox));
        var campaigns = records.Select(record => record.Campaign).Distinct(StringComparer.Ordinal).ToArray();
        var readable = await ReadableAsync(Right.RecipientsRead, campaigns);
        return [.. records.Where(record => readable.Contains(record.Campaign, StringComparer.Ordinal)).Select(Lines.Of)];
    }

    public async Task<SuppressionEntry[]> SuppressionsAsync(string? afterAddress, int max)
    {
        if (!SuppressionCursor.TryRead(afterAddress, keys, out var after))
        {
            return [];
        }

        var page = (await suppression.ListAsync(after, Math.Clamp(max, 1, LargestPage)))
            .Select(entry => entry with { Cursor = SuppressionCursor.Of(entry.Address, keys) }).ToArray();
        if (!Caller.Current.May(Right.RecipientsRead, Grant.Everywhere))
        {
            return Array.ConvertAll(page, Masking.Of);
        }

        if (page.Length > 0 && Caller.Current.Kind != CallerKind.Engine)
        {
            await GrainFactory.GetGrain<IAuditGrain>(IAuditGrain.SystemTrail).AppendAsync(new AuditFact(
                Guid.CreateVersion7(), Caller.Current, "unmask", "suppression", AuditResult.Allowed,
                $"{page.Length} suppressed addresses"));
        }

        return page;
    }

    public async Task<EmergencyStop[]> StopsAsync()
    {
        var targets = await directory.ListAsync(DirectoryKind.Stop, runningOnly: true);
        var stops = await Task.WhenAll(targets.Select(target => GrainFactory.GetGrain<IStopGrain>(target).ShowAsync()));
        var campaigns = stops.Select(stop => stop is null ? null : StopTarget.CampaignOf(stop.Target)).OfType<string>();
        var readable = await ReadableAsync(Right.CampaignRead, [.. campaigns]);
        return [.. stops.OfType<EmergencyStop>().Where(stop => StopTarget.CampaignOf(stop.Target) is { } campaign
            ? readable.Contains(campaign, StringComparer.Ordinal)
            : stop.Target == StopTarget.Everything || Caller.Current.May(Right.CampaignRead, stop.Target))];
    }

    public async Task<Incident[]> IncidentsAsync()
    {
        var campaigns = await directory.ListAsync(DirectoryKind.Incident, runningOnly: false);
        var readable = await ReadableAsync(Right.CampaignRead, campaigns);
        var files = await Task.WhenAll(
            readable.Select(campaign => GrainFactory.GetGrain<IIncidentGrain>(campaign).ListAsync()));
        return [.. files.SelectMany(file => file)];
    }

    /// <summary>Those of the campaigns whose sending domain the caller has the right for, in the order given.</summary>
    private async Task<IReadOnlyCollection<string>> ReadableAsync(string right, IReadOnlyCollection<string> campaigns)
    {
        var caller = Caller.Current;
        if (caller.May(right, Grant.Everywhere))
        {
            return campaigns;
        }

        var readable = new List<string>();
        foreach (var campaign in campaigns)
        {
            var domain = await GrainFactory.GetGrain<ICampaignDispatchGrain>(campaign).SendingDomainAsync();
            if (domain is not null && caller.May(right, domain))
            {
                readable.Add(campaign);
            }
        }

        return readable;
    }
}
