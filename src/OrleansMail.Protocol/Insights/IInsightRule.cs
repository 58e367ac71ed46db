using OrleansMail.Audit;

namespace OrleansMail.Insights;

/// <summary>Looks for one thing that a person should look at. Pure: it sees entries in the order of their time.</summary>
internal interface IInsightRule
{
    /// <summary>The next entry.</summary>
    /// <param name="asked">It is of the time that is asked about; otherwise it is only learned from.</param>
    void See(AuditEntry entry, bool asked);

    /// <summary>What was found, once all entries are seen.</summary>
    IEnumerable<Insight> End();
}
