using OrleansMail.Ledger;
using OrleansMail.Recipients;
using OrleansMail.Reports;

namespace OrleansMail.Campaigns;

/// <summary>The stores a campaign reads and writes.</summary>
public sealed record CampaignStores(
    IContentStore Content, IAudienceStore Audience, ILedger Ledger, IDirectory Directory);
