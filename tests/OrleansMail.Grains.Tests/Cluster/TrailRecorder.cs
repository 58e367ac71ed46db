using System.Collections.Concurrent;
using OrleansMail.Audit;

namespace OrleansMail.Cluster;

/// <summary>Hears what the grains tell the audit trail; refuses it when a test wants that.</summary>
internal sealed class TrailRecorder : IOutgoingGrainCallFilter
{
    public ConcurrentQueue<AuditFact> Facts { get; } = [];

    /// <summary>While true the trail cannot be written.</summary>
    public bool Fails { get; set; }

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod?.Name == nameof(IAuditGrain.AppendAsync) && context.Request.GetArgument(0) is AuditFact fact)
        {
            if (Fails)
            {
                throw new IOException("The trail cannot be written.");
            }

            Facts.Enqueue(fact);
        }

        return context.Invoke();
    }

    public IEnumerable<AuditFact> Of(string campaign) => Facts.Where(fact => fact.Target == $"campaign:{campaign}");
}
