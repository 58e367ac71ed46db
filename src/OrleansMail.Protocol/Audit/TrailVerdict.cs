namespace OrleansMail.Audit;

/// <summary>What became of the verification of one trail.</summary>
/// <param name="Entries">Entries that were looked at.</param>
/// <param name="Head">Hash of the last entry that is in order; <see cref="AuditHash.None"/> without one.</param>
/// <param name="FirstBad">
/// The first sequence number at which the trail is not what was written, as far as can be seen; null if all is in order.
/// </param>
/// <param name="Reason">What is wrong there.</param>
/// <param name="Covered">Entries that a checkpoint vouches for: to cut these off or to write them anew is seen.</param>
public sealed record TrailVerdict(
    string Trail, long Entries, string Head, long? FirstBad, string? Reason, long Covered);
