namespace OrleansMail.Campaigns;

/// <summary>What the number of approvals depends on.</summary>
/// <param name="Recipients">0 for a stream.</param>
/// <param name="IsFirst">Nothing was sent for the domain before.</param>
/// <param name="KnownShare">Share of the recipients whom earlier campaigns went to; null if it is not known.</param>
internal sealed record QuorumFacts(
    long Recipients, bool HasAttachments, IReadOnlyList<string> Columns, bool IsFirst, double? KnownShare);
