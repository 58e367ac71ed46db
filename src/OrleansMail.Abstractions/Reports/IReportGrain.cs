using OrleansMail.Domains;
using OrleansMail.Egress;
using OrleansMail.Suppression;

namespace OrleansMail.Reports;

/// <summary>Reads what the engine remembers; changes nothing. Key: 0.</summary>
[Alias("mail.IReportGrain")]
public interface IReportGrain : IGrainWithIntegerKey
{
    /// <summary>Ids of all campaigns and streams, oldest first.</summary>
    [Alias("Campaigns")]
    Task<string[]> CampaignsAsync();

    /// <summary>All sending domains by name.</summary>
    [Alias("Domains")]
    Task<SendingDomain[]> DomainsAsync();

    /// <summary>All egress addresses.</summary>
    [Alias("EgressIps")]
    Task<EgressIp[]> EgressIpsAsync();

    /// <summary>Exactly one line per recipient, in row order, a page at a time.</summary>
    /// <param name="campaign">Campaign id.</param>
    /// <param name="afterRow">The last row of the page before; -1 for the first page.</param>
    /// <param name="max">1 to 1,000.</param>
    [Alias("Outcomes")]
    Task<OutcomeLine[]> OutcomesAsync(string campaign, long afterRow, int max);

    /// <summary>What happened to mail for an address, newest campaign first, each attempt a line.</summary>
    [Alias("Trace")]
    Task<OutcomeLine[]> TraceAsync(string address);

    /// <summary>Suppressed addresses in the order of their keys, a page at a time.</summary>
    /// <param name="afterAddress">The last address of the page before; null for the first page.</param>
    /// <param name="max">1 to 1,000.</param>
    [Alias("Suppressions")]
    Task<SuppressionEntry[]> SuppressionsAsync(string? afterAddress, int max);
}
