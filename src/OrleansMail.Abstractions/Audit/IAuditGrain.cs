using OrleansMail.People;

namespace OrleansMail.Audit;

/// <summary>One audit trail. Key: a sending domain in A-labels, or <see cref="SystemTrail"/> for what belongs to none.</summary>
[Alias("mail.IAuditGrain")]
public interface IAuditGrain : IGrainWithStringKey
{
    const string SystemTrail = "system";

    /// <summary>Appends an entry; when this returns, it is durable. Repeatable: a fact has one entry.</summary>
    /// <returns>The entry's sequence number, from 1.</returns>
    [Alias("Append"), OpenTo(OpenTo.Engine), Orleans.Concurrency.AlwaysInterleave]
    Task<long> AppendAsync(AuditFact fact);
}
