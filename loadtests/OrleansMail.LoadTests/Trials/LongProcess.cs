using System.Diagnostics;
using System.Globalization;

namespace OrleansMail.Trials;

/// <summary>A process that runs until it is told to stop or killed; its output goes to a file.</summary>
internal sealed class LongProcess : IAsyncDisposable
{
    private static readonly TimeSpan FirstLineBound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _lastLine;

    private LongProcess(Process process, StreamWriter log) => (_process, _log) = (process, log);

    public int Id => _process.Id;

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

    /// <summary>SIGTERM, and SIGKILL if that does not end it; the answer is its last line on standard output.</summary>
    public async Task<string?> StopAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            using var bound = new CancellationTokenSource(StopBound, TimeProvider.System);
            await _process.WaitForExitAsync(bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await KillAsync();
        return _lastLine;
    }

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
            _lastLine = line;
            _firstLine.TrySetResult(line);
        }
    }
}
