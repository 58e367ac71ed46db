using System.Collections.Concurrent;
using OrleansMail.Campaigns;

namespace OrleansMail.Cluster;

/// <summary>Hears what the grains tell the delivery workers.</summary>
internal sealed class FakeSignal : IDispatchSignal
{
    private TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Stopped { get; } = [];

    /// <summary>Completes at the next ring after this call.</summary>
    public Task NextRingAsync()
    {
        _rung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _rung.Task;
    }

    public void Ring() => _rung.TrySetResult();

    public void StopSending(string campaign) => Stopped.Enqueue(campaign);

    public void StopAll(string domain) => Stopped.Enqueue(domain);
}
