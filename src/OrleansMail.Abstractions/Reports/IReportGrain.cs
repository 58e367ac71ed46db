using OrleansMail.Domains;
using OrleansMail.Egress;
using OrleansMail.Incidents;
using OrleansMail.People;
using OrleansMail.Suppression;

namespace OrleansMail.Reports;

/// <summary>Reads what the engine remembers; changes nothing. Key: 0.</summary>
[Alias("mail.IReportGrain")]
public interface IReportGrain : IGrainWithIntegerKey
{
    /// <summary>Ids of the campaigns and streams that the caller may read, oldest first.</summary>
    [Alias("Campaigns"), Needs(Right.CampaignRead, Scope.Any, Quiet = true)]
    Task<string[]> CampaignsAsync();

    /// <summary>The sending domains whose campaigns the caller may read, by name.</summary>
    [Alias("Domains"), Needs(Right.CampaignRead, Scope.Any, Quiet = true)]
    Task<SendingDomain[]> DomainsAsync();

    /// <summary>All egress addresses.</summary>
    [Alias("EgressIps"), Needs(Right.IpManage, Scope.Everywhere, Quiet = true)]
    Task<EgressIp[]> EgressIpsAsync();

    /// <summary>
    /// Exactly one line per recipient, in row order, a page at a time. Without <see cref="Right.RecipientsRead"/> the
    /// addresses are masked; with it, each page that shows them leaves an audit entry.
    /// </summary>
    /// <param name="campaign">Campaign id.</param>
    /// <param name="afterRow">The last row of the page before; -1 for the first page.</param>
    /// <param name="max">1 to 1,000.</param>
    [Alias("Outcomes"), Needs(Right.CampaignRead, Scope.CampaignArgument, Quiet = true)]
    Task<OutcomeLine[]> OutcomesAsync(string campaign, long afterRow, int max);

    /// <summary>What happened to mail for an address, newest campaign first, each attempt a line.
    /// Only campaigns whose recipients the caller may read.</summary>
    [Alias("Trace"), Needs(Right.RecipientsRead, Scope.Any)]
    Task<OutcomeLine[]> TraceAsync(string address);

    /// <summary>
    /// Suppressed addresses in the order of their keys, a page at a time; masked for whoever lacks <c>recipients.read</c>
    /// everywhere. What is shown whole leaves an audit entry of its own.
    /// </summary>
    /// <param name="afterAddress">The <c>Cursor</c> of the last entry of the page before; null for the first page.</param>
    /// <param name="max">1 to 1,000.</param>
    [Alias("Suppressions"), Needs(Right.SuppressionManage, Scope.Everywhere)]
    Task<SuppressionEntry[]> SuppressionsAsync(string? afterAddress, int max);

    /// <summary>The emergency stops in force that concern what the caller may read, oldest first.</summary>
    [Alias("Stops"), Needs(Right.CampaignRead, Scope.Any, Quiet = true)]
    Task<EmergencyStop[]> StopsAsync();

    /// <summary>The incidents of campaigns that the caller may read, in the order of the campaigns.</summary>
    [Alias("Incidents"), Needs(Right.CampaignRead, Scope.Any, Quiet = true)]
    Task<Incident[]> IncidentsAsync();
}
