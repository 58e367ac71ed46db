using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>An approval and the submission before it.</summary>
/// <param name="Asked">Is the approval one of the entries that are looked at?</param>
internal sealed record SubmittedPair(AuditEntry Submission, AuditEntry Approval, bool Asked);
