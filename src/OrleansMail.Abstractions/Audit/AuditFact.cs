using OrleansMail.People;

namespace OrleansMail.Audit;

/// <summary>Something that somebody did, or tried to do, on its way into the audit trail.</summary>
/// <param name="Id">Chosen by whoever reports it: the same fact twice becomes one entry.</param>
/// <param name="Caller">Who.</param>
/// <param name="Action">A right such as <c>campaign.approve</c>, or an event such as <c>sign-in</c>.</param>
/// <param name="Target">What it was done to, such as <c>campaign:spring</c>; no personal data.</param>
/// <param name="Result">How it went.</param>
/// <param name="Detail">What else an auditor needs: before and after, counts, reasons. At most 2,048 characters; personal
/// data and secrets never stand here.</param>
[GenerateSerializer, Immutable, Alias("mail.AuditFact")]
public sealed record AuditFact(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Caller Caller,
    [property: Id(2)] string Action,
    [property: Id(3)] string Target,
    [property: Id(4)] AuditResult Result,
    [property: Id(5)] string Detail);
