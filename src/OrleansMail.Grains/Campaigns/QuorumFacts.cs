namespace OrleansMail.Campaigns;

/// <summary>What the number of approvals depends on.</summary>
/// <param name="Recipients">0 for a stream.</param>
/// <param name="IsFirst">Nothing was sent for the domain before.</param>
/// <param name="KnownShare">Share of the recipients whom earlier campaigns went to; null if it is not known.</param>
/// <param name="IsSpike">The guard warns that there are many more recipients than in earlier campaigns.</param>
internal sealed record QuorumFacts(
    long Recipients, bool HasAttachments, IReadOnlyList<string> Columns, bool IsFirst, double? KnownShare, bool IsSpike = false);
