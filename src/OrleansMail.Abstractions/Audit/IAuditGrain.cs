using Orleans.Concurrency;
using OrleansMail.People;

namespace OrleansMail.Audit;

/// <summary>One audit trail. Key: a sending domain in A-labels, or <see cref="SystemTrail"/> for what belongs to none.</summary>
[Alias("mail.IAuditGrain")]
public interface IAuditGrain : IGrainWithStringKey
{
    const string SystemTrail = "system";

    /// <summary>Appends an entry; when this returns, it is durable. Repeatable: a fact has one entry.</summary>
    /// <remarks>Texts are bounded and their control characters encoded before they are stored.</remarks>
    /// <returns>The entry's sequence number, from 1.</returns>
    [Alias("Append"), OpenTo(OpenTo.Engine), AlwaysInterleave]
    Task<long> AppendAsync(AuditFact fact);

    /// <summary>Entries in their order, a page at a time.</summary>
    /// <param name="after"><see cref="AuditPage.Next"/> of the page before; 0 for the first.</param>
    /// <param name="max">1 to 1,000.</param>
    [Alias("List"), Needs(Right.AuditRead, Scope.Domain), AlwaysInterleave]
    Task<AuditPage> ListAsync(AuditFilter filter, long after, int max);

    /// <summary>Begins an export: it has its entry, with its reason, before any other is handed out. Repeatable.</summary>
    /// <param name="operation">Chosen by the caller.</param>
    /// <param name="reason">Why, in the caller's words; must not be empty.</param>
    [Alias("BeginExport"), Needs(Right.AuditExport, Scope.Domain), AlwaysInterleave]
    Task<AuditExport> BeginExportAsync(Guid operation, string reason);

    /// <summary>Entries of an export that the same caller has begun, up to its own entry; none without one.</summary>
    /// <remarks>Quiet, since the export's entry speaks for all of its pages.</remarks>
    /// <param name="after">The last entry of the page before; 0 for the first.</param>
    /// <param name="max">1 to 1,000.</param>
    [Alias("Export"), Needs(Right.AuditExport, Scope.Domain, Quiet = true), AlwaysInterleave]
    Task<AuditLine[]> ExportAsync(Guid operation, long after, int max);
}
