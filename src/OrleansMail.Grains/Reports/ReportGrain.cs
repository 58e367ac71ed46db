using Orleans.Concurrency;
using OrleansMail.Addresses;
using OrleansMail.Campaigns;
using OrleansMail.Domains;
using OrleansMail.Egress;
using OrleansMail.Ledger;
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

    public async Task<string[]> CampaignsAsync() =>
        [.. await directory.ListAsync(DirectoryKind.Campaign, runningOnly: false)];

    public async Task<SendingDomain[]> DomainsAsync()
    {
        var names = await directory.ListAsync(DirectoryKind.Domain, runningOnly: false);
        var shown = await Task.WhenAll(
            names.Select(name => GrainFactory.GetGrain<ISendingDomainGrain>(name).ShowAsync()));
        return [.. shown.OfType<SendingDomain>()];
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
        return [.. records.Select(Line)];
    }

    public async Task<OutcomeLine[]> TraceAsync(string address) =>
        Mailbox.TryParse(address, out var mailbox, out _)
            ? [.. (await ledger.TraceAsync(keys.KeyOf(mailbox))).Select(Line)]
            : [];

    public async Task<SuppressionEntry[]> SuppressionsAsync(string? afterAddress, int max)
    {
        var after = Mailbox.TryParse(afterAddress ?? "", out var mailbox, out _) ? keys.KeyOf(mailbox) : null;
        return [.. await suppression.ListAsync(after, Math.Clamp(max, 1, LargestPage))];
    }

    private static OutcomeLine Line(OutcomeRecord record) => record.Forgotten ? Forgotten(record) : Known(record);

    /// <summary>Of a forgotten campaign only the counts are left: which row had which outcome.</summary>
    private static OutcomeLine Forgotten(OutcomeRecord record) => new(
        record.Campaign, record.Row, "", record.Entry?.Kind, Outcomes.DeliveryStage.None, 0, null, "forgotten",
        record.Entry?.Attempt ?? 0, null, null, null, null, null, record.Entry is { Final: true }, Forgotten: true);

    private static OutcomeLine Known(OutcomeRecord record) => record.Entry is { } entry
        ? new OutcomeLine(
            record.Campaign, record.Row, record.Address, entry.Kind, entry.Stage, entry.Code, entry.Enhanced,
            entry.Text, entry.Attempt, entry.EndedAt, entry.EgressIp, entry.MxHost, entry.Tls, entry.NextAt, entry.Final)
        : new OutcomeLine(
            record.Campaign, record.Row, record.Address, null, Outcomes.DeliveryStage.None, 0, null,
            record.Leased ? "being sent" : "waiting for its turn", 0, null, null, null, null, null, Final: false);
}
