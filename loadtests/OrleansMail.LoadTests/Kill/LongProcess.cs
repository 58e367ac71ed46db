using System.Diagnostics;

namespace OrleansMail.Kill;

/// <summary>A process that runs until it is told to stop or killed; its output goes to a file.</summary>
internal sealed class LongProcess : IAsyncDisposable
{
    private static readonly TimeSpan FirstLineBound = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LongProcess(Process process, StreamWriter log) => (_process, _log) = (process, log);

    public bool HasExited => _process.HasExited;

    public static LongProcess Start(ProcessStartInfo start, string log)
    {
        var started = new LongProcess(
            new Process { StartInfo = start, EnableRaisingEvents = true },
            new StreamWriter(log, append: true) { AutoFlush = true });
        started._process.OutputDataReceived += (_, line) => started.Heard(line.Data, isOutput: true);
        started._process.ErrorDataReceived += (_, line) => started.Heard(line.Data, isOutput: false);
        started._process.Start();
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    /// <summary>The first line on standard output; that is when the process is ready.</summary>
    public Task<string> FirstLineAsync() => _firstLine.Task.WaitAsync(FirstLineBound, TimeProvider.System);

    /// <summary>SIGKILL: the process gets no chance to do anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        await _log.DisposeAsync();
    }

    private void Heard(string? line, bool isOutput)
    {
        if (line is null)
        {
            if (isOutput)
            {
                _firstLine.TrySetException(new TrialException("A process ended before it said anything."));
            }

            return;
        }

        lock (_log)
        {
            _log.WriteLine(line);
        }

        if (isOutput)
        {
            _firstLine.TrySetResult(line);
        }
    }
}
