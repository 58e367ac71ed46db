using System.Collections.Concurrent;
using OrleansMail.Audit;

namespace OrleansMail.People;

/// <summary>A trail that only remembers.</summary>
internal sealed class FakeAuditGrain(FakeAuditGrain.Log log) : Grain, IAuditGrain
{
    public Task<long> AppendAsync(AuditFact fact)
    {
        if (log.Fails)
        {
            throw new InvalidOperationException("The trail cannot be written.");
        }

        log.Facts.Enqueue(fact);
        return Task.FromResult((long)log.Facts.Count);
    }

    /// <summary>What was appended, for the test to look at.</summary>
    internal sealed class Log
    {
        public ConcurrentQueue<AuditFact> Facts { get; } = new();

        public bool Fails { get; set; }

        /// <summary>The actions noted about a target, oldest first.</summary>
        public string[] Of(string target) =>
            [.. Facts.Where(fact => fact.Target == target).Select(fact => fact.Action)];
    }
}
