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

    public void Ring(string campaign) => _rung.TrySetResult();

    /// <summary>A campaign that some silo still sends.</summary>
    public string? Busy { get; set; }

    public Task<bool> StopSendingAsync(string campaign)
    {
        Stopped.Enqueue(campaign);
        return Task.FromResult(campaign != Busy);
    }

    public Task<bool> StopAllAsync(string domain)
    {
        Stopped.Enqueue(domain);
        return Task.FromResult(true);
    }
}
