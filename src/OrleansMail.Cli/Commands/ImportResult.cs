using OrleansMail.Campaigns;

namespace OrleansMail.Commands;

/// <summary>How an import ended.</summary>
/// <param name="Refusal">Why the silo refused; null if it did not.</param>
/// <param name="Committed">The rows are the campaign's audience now.</param>
/// <param name="Rows">Recipients taken, or that would have been.</param>
internal sealed record ImportResult(Refusal? Refusal, bool Committed, long Rows);
