namespace OrleansMail.Measures;

/// <summary>Looks at processes each second until it is disposed.</summary>
internal sealed class Sampler : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly CancellationTokenSource _stop = new();
    private readonly int[] _pids;
    private readonly List<ProcessSample>[] _samples;
    private readonly Task _running;

    public Sampler(TimeProvider clock, params int[] pids)
    {
        (_clock, _pids) = (clock, pids);
        _began = clock.GetTimestamp();
        _samples = [.. pids.Select(_ => new List<ProcessSample>())];
        _running = Task.Run(RunAsync);
    }

    /// <summary>Seconds since the start.</summary>
    public double Now => _clock.GetElapsedTime(_began).TotalSeconds;

    /// <summary>Looks once more, now.</summary>
    public ProcessSample Look(int process) =>
        ProcFile.Read(_pids[process], Now)
        ?? throw new Trials.TrialException("A process of the trial ended by itself; its log says why.");

    /// <summary>All looks at the process so far.</summary>
    public ProcessSample[] Samples(int process)
    {
        lock (_samples)
        {
            return [.. _samples[process]];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Every, _clock);
        do
        {
            for (var process = 0; process < _pids.Length; process++)
            {
                if (ProcFile.Read(_pids[process], Now) is { } sample)
                {
                    lock (_samples)
                    {
                        _samples[process].Add(sample);
                    }
                }
            }
        }
        while (await TickedAsync(timer));
    }

    private async Task<bool> TickedAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
